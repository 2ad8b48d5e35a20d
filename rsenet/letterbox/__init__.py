"""Where mails end on one machine without a mail server: received by SMTP, kept as files, shown on a page of their own.

For trying and developing, and for tests; never a part of the product, which sends by SMTP whoever listens.
"""
