"""A whole network as lines of JSON, in and out (docs/network-format.md).

The one bulk writer beside the actions: what it writes happened elsewhere and long ago, so no fact is stated, nobody is
notified and no mail is sent."""
