"""One settings module, read from the environment; safe by default. Every variable: docs/settings.md."""

from email.utils import formataddr
from urllib.parse import urlsplit

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from core.inlining import LOADERS as INLINED
from rsenet.databases import databases
from rsenet.env import BASE_DIR, DATA_DIR, env, require_safe

DEBUG = env.bool("RSENET_DEBUG", False)
LOCAL = env.bool("RSENET_LOCAL", False)  # one machine, plain http: what `make demo` and `make run` are
PORT = env.int("PORT", 8000)
BASE_URL = env.str("RSENET_BASE_URL", f"http://127.0.0.1:{PORT}" if LOCAL else "https://localhost").rstrip("/")
HTTPS = BASE_URL.startswith("https://")
COMPANY = env.str("RSENET_COMPANY", "RSEnet")

SECRET_KEY = env.str("RSENET_SECRET_KEY")
if not LOCAL:
    require_safe(key=SECRET_KEY, debug=DEBUG)
SECRET_KEY_FALLBACKS: list[str] = env.list("RSENET_SECRET_KEY_FALLBACKS", [])
ALLOWED_HOSTS = env.list("RSENET_ALLOWED_HOSTS", []) or [
    str(urlsplit(BASE_URL).hostname),
    *(["localhost", "127.0.0.1", "[::1]"] if LOCAL else []),
]
CSRF_TRUSTED_ORIGINS: list[str] = env.list("RSENET_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "rsenet",
    "core",
    "accounts",
    "communities",
    "posts",
    "notifications",
    "pulse",
    "animation",
    "rsenet.admin_site.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "core.tracing.TraceMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "core.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.outages.OutageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.recognition.RecognitionMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SessionLimitsMiddleware",
    "accounts.middleware.PersonMiddleware",
    "accounts.middleware.AnswersMiddleware",
    "core.methods.MethodMiddleware",
    "core.conflicts.ConflictMiddleware",
    "core.http.ShellMiddleware",
    "core.uploads.UploadLimitMiddleware",
]

ROOT_URLCONF = "rsenet.urls"
WSGI_APPLICATION = "rsenet.wsgi.application"

# The product's templates render natively; the admin insists on Django's own engine (admin.E403).
TEMPLATE_ENGINE = env.str("RSENET_TEMPLATE_ENGINE", "rust")
_FOLDERS = [BASE_DIR / "templates"]
_OPTIONS = {
    "context_processors": [
        "django.template.context_processors.request",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
        "core.http.site",
    ],
    "builtins": ["django.templatetags.i18n", "django.templatetags.static", "core.templatetags.interface"],
}
TEMPLATES = [
    {
        "NAME": "product",
        "BACKEND": "django_rust_templates.RustTemplates"
        if TEMPLATE_ENGINE == "rust"
        else "django.template.backends.django.DjangoTemplates",
        "DIRS": _FOLDERS,
        # Put together once, unless somebody is changing them.
        **({"APP_DIRS": True, "OPTIONS": _OPTIONS} if DEBUG else {"OPTIONS": {**_OPTIONS, "loaders": INLINED}}),
    },
    {
        "NAME": "django",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "DIRS": _FOLDERS,
        "OPTIONS": _OPTIONS,
    },
]
STRICT_TEMPLATES = DEBUG  # a template that queries fails while developing and testing
STYLEGUIDE = DEBUG  # /styleguide/, every component on one page
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = databases(env, DATA_DIR)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Shared by all processes, or throttling would not hold; large, or filling it would make it forget the failures.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

# Delays are counted in open hours, week-ends and days off left out; or every hour counts (docs/measures.md).
COUNT_WEEKENDS = env.bool("RSENET_COUNT_WEEKENDS", False)

# People and sign-in
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["accounts.recognition.Backend"]
SESSION_ENGINE = "accounts.session_store"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.UsedByManyValidator"},
    {"NAME": "accounts.passwords.ContextValidator"},
]
PASSWORD_RESET_TIMEOUT = 30 * 60
ADMIN_PATH = env.str("RSENET_ADMIN_PATH", "admin").strip("/") + "/"
ADMIN_MFA = env.bool("RSENET_ADMIN_MFA", not LOCAL)  # an administrator signs in in two steps

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.entrance.LoginForm",
    "request_login_code": "accounts.entrance.RequestLoginCodeForm",
    "confirm_login_code": "accounts.entrance.ConfirmLoginCodeForm",
    "reset_password": "accounts.entrance.ResetPasswordForm",
    "reset_password_from_key": "accounts.entrance.ResetPasswordKeyForm",
    "change_password": "accounts.entrance.ChangePasswordForm",
    "set_password": "accounts.entrance.SetPasswordForm",
    "reauthenticate": "accounts.entrance.ReauthenticateForm",
    "add_email": "accounts.entrance.AddEmailForm",
    "confirm_email_verification_code": "accounts.entrance.ConfirmEmailForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# R-AU-05. Per account first: what its lock refuses does not count against the colleagues behind the same address.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "10/5m/key,30/h/key,30/m/ip",
    "request_login_code": "5/h/key,20/m/ip,600/h/ip",
    "reset_password": "2/h/key,10/m/ip,100/h/ip",
    "reset_password_from_key": "30/m/ip",
    "change_password": "10/5m/user",
    "reauthenticate": "10/5m/user",
}
MFA_ADAPTER = "accounts.adapter.MfaAdapter"
MFA_FORMS = {
    "authenticate": "accounts.second_step.AuthenticateForm",
    "reauthenticate": "accounts.second_step.ReauthenticateForm",
    "activate_totp": "accounts.second_step.ActivateTOTPForm",
    "authenticate_webauthn": "accounts.second_step.AuthenticatePasskeyForm",
    "reauthenticate_webauthn": "accounts.second_step.ReauthenticatePasskeyForm",
    "login_webauthn": "accounts.second_step.LoginPasskeyForm",
    "add_webauthn": "accounts.second_step.AddPasskeyForm",
    "edit_webauthn": "accounts.second_step.EditPasskeyForm",
}
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_TRUST_ENABLED = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL
USERSESSIONS_TRACK_ACTIVITY = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("RSENET_TRUSTED_PROXIES", 0)

# Sessions and cookies: the __Host- prefix needs https
_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{_PREFIX}session"
CSRF_COOKIE_NAME = f"{_PREFIX}csrf"
LANGUAGE_COOKIE_NAME = f"{_PREFIX}language"
MFA_TRUST_COOKIE_NAME = f"{_PREFIX}trusted"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * 24 * 3600  # at most; accounts/sessions.py ends most of them earlier
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # unless somebody asked to stay signed in
CSRF_FAILURE_VIEW = "core.errors.csrf_failure"

# Headers
SECURE_SSL_REDIRECT = HTTPS and not env.bool("RSENET_TLS_BY_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("RSENET_TLS_BY_PROXY", False) else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

# Languages and time
LANGUAGE_CODE = env.str("RSENET_LANGUAGE", "fr")
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.str("RSENET_TIME_ZONE", "Europe/Paris")
USE_TZ = True

# Static files: hashed names, cached for ever, served by the application
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "files"  # never under a public address
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "core.static.HashedStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
UPLOAD_MAX_BYTES = 25 * 1024 * 1024

# Mail goes through the queue, then by SMTP; on one machine without a mail server, to rsenet.letterbox
_LETTERBOX = LOCAL and not env.str("RSENET_SMTP_HOST", "")
_SMTP = {
    "host": env.str("RSENET_SMTP_HOST", "") or ("127.0.0.1" if LOCAL else "localhost"),
    "port": env.int("RSENET_SMTP_PORT", 1025 if _LETTERBOX else 587),
    "username": env.str("RSENET_SMTP_USER", ""),
    "password": env.str("RSENET_SMTP_PASSWORD", ""),
    "use_tls": env.bool("RSENET_SMTP_TLS", not _LETTERBOX),
    "timeout": 20,
}
MAILERS = {
    "default": {"BACKEND": "core.mail.QueuedBackend"},
    "delivery": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": _SMTP},
}
_FROM = formataddr((COMPANY, f"rsenet@{urlsplit(BASE_URL).hostname}"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("RSENET_MAIL_FROM", _FROM)

# How long things are kept (R-PR-03)
NOTIFICATION_DAYS = env.int("RSENET_NOTIFICATION_DAYS", 90)
DRAFT_DAYS = env.int("RSENET_DRAFT_DAYS", 90)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "core.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "procrastinate": {"level": "WARNING"},
        "rsenet": {"level": "INFO"},
        "django.request": {"level": "ERROR"},  # refusals have their line, with who asked (core.tracing)
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # scanners make them, with a trace each
    },
}
