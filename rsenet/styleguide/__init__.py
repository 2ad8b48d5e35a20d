"""Every component of the style sheets on one page, in its states, for who draws or writes them where one develops."""
