"""What people do with accounts."""

from accounts.actions.profile import choose_settings as choose_settings
from accounts.actions.profile import edit_profile as edit_profile
from accounts.actions.profile import remove_photo as remove_photo
from accounts.actions.profile import set_photo as set_photo
