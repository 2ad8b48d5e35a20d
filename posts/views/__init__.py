"""Pages of the posts room, one file per page or family of verbs."""
