"""Every setting, read from the environment (or from a .env file beside manage.py); nonsense is refused."""

import logging
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from studentperf import cookies, sign_in, version
from studentperf.basics import buckets, clusters, environment, languages, limits, logs

BASE_DIR = Path(__file__).resolve().parent.parent
env = environment.read(BASE_DIR / ".env")

# --- who we are and how careful
DEBUG = environment.switch(env, "DEBUG")
SECRET_KEY = env.str("SECRET_KEY", default="")
HTTPS = environment.switch(env, "HTTPS")

if len(SECRET_KEY) < 32:
    raise ImproperlyConfigured(
        "SECRET_KEY must be set to at least 32 random characters. On a laptop `make run` writes one to .env; "
        "elsewhere: python -c 'import secrets; print(secrets.token_urlsafe(50))'"
    )
ALLOWED_HOSTS = environment.hosts(env, "ALLOWED_HOSTS", debug=DEBUG)
if HTTPS and DEBUG:
    raise ImproperlyConfigured("HTTPS=true is for production, DEBUG=true is not: set one of them to false")
SITE_URL = environment.site(env, "SITE_URL", ALLOWED_HOSTS, https=HTTPS)
VERSION = version.version(BASE_DIR, env.str("RELEASE", default=""))

# --- where things are kept
DATA_DIR = environment.folder(env, "DATA_DIR", BASE_DIR / "var")
BUNDLE_DIR = DATA_DIR / "bundles"
KEPT_VERSIONS = environment.whole(env, "KEPT_VERSIONS", 5, 1, 1_000_000)

if env.str("DATABASE_URL", default=""):
    DATABASES = {"default": environment.database(env, "DATABASE_URL")}
else:
    DATABASES = {
        "default": {
            "ENGINE": "studentperf.embedded_postgres",
            "NAME": "postgres",
            "FOLDER": str(DATA_DIR / "postgres"),
        }
    }
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "predictor.access.admin_config.ProductAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "rest_framework",
    "knox",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "mlcore",
    "predictor",
]
MIDDLEWARE = [
    "studentperf.edge.headers.Headers",
    "studentperf.edge.health.HealthMiddleware",
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "studentperf.basics.logs.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "studentperf.edge.caching.NothingIsKept",
    "studentperf.edge.memory.NothingOutlivesItsFile",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "predictor.language.choosing.LanguageMiddleware",
    "studentperf.edge.bodies.BodyMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "predictor.access.requests.KnowRoles",
    "predictor.access.requests.LogInFirst",
    "allauth.account.middleware.AccountMiddleware",
    "predictor.access.reading.middleware.ReadByWhoAsks",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "predictor.access.devices.RememberDevice",
    "predictor.sign_in.second_factor.demanded.SecondFactorFirst",
    "predictor.classes.keeping.closed.ArchivedClasses",
    "predictor.access_log.middleware.AccessLog",
    "axes.middleware.AxesMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]
ROOT_URLCONF = "studentperf.urls"
WSGI_APPLICATION = "studentperf.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "studentperf.basics.templates.Templates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# --- people
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
AXES_COOLOFF_TIME = 0.25  # hours
PASSWORD_SIGN_IN = environment.switch(env, "PASSWORD_SIGN_IN", True)
OIDC = sign_in.provider(env)
SECOND_FACTOR_FOR_ADMINS = environment.switch(env, "SECOND_FACTOR_FOR_ADMINS")
INVITATION_DAYS = environment.whole(env, "INVITATION_DAYS", 7, 1, 90)
sign_in.is_possible(PASSWORD_SIGN_IN, OIDC)
globals().update(sign_in.PASSWORDS | sign_in.GUESSES | sign_in.LIBRARY)

globals().update(environment.mail(env, "EMAIL_URL", env.str("EMAIL_FROM", default="studentperf@localhost")))
CORRECTION_DAYS = environment.whole(env, "CORRECTION_DAYS", 30, 1, 36_500)
EXPLORE_FOR_TEACHERS = environment.switch(env, "EXPLORE_FOR_TEACHERS")

# --- training, and other work in the background
GATE_GROUP_LOSS = environment.decimal(env, "GATE_GROUP_LOSS", 1.0, 0.0, 100.0)
# Who objects is known to the product, and what learns is below it.
WITHHELD_ROWS = "predictor.objections.rows.withheld"
DASK_SCHEDULER = clusters.scheduler(env, "DASK_SCHEDULER")
JOB_DAYS = environment.whole(env, "JOB_DAYS", 90, 1, 36_500)
JOB_REASON_DAYS = environment.whole(env, "JOB_REASON_DAYS", 30, 1, 36_500)
KEPT_DAYS, RETENTION_NOTICE_DAYS = environment.kept_days(env), environment.notice_days(env)
CLEARED_DAYS = environment.cleared_days(env)
REPORT_DAYS = environment.whole(env, "REPORT_DAYS", 7, 1, 36_500)

# --- the browser
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = environment.whole(env, "HSTS_SECONDS", 31_536_000, 0, 2**31 - 1) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
globals().update(cookies.flags(https=HTTPS))
SESSION_ENGINE = "predictor.access.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 60 * environment.whole(env, "SESSION_IDLE_MINUTES", 120, 1, 60 * 24 * 365)
SESSION_HOURS = environment.whole(env, "SESSION_HOURS", 12, 1, 24 * 365)
PROXY_COUNT = environment.whole(env, "PROXY_COUNT", 0, 0, 20)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"

# --- logs and figures
LOGGING = logs.configure(
    form=env.str("LOG_FORMAT", default="text"),
    level=env.str("LOG_LEVEL", default="INFO").upper(),
    stream=env.str("LOG_STREAM", default="stderr"),
    show_values=DEBUG,
)
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG  # request_finished says it all
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
METRICS_NETWORKS = environment.networks(
    env, "METRICS_NETWORKS", ["127.0.0.0/8", "::1/128", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]
)

UPLOAD_MEGABYTES = environment.whole(env, "UPLOAD_MEGABYTES", 25, 1, limits.LARGEST_UPLOAD // 1_000_000)
DATA_UPLOAD_MAX_MEMORY_SIZE = limits.LARGEST_BODY
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000  # a form with as many inputs as a file may have columns

# --- files for the browser
STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    "bundles": buckets.storage(env),
}

# --- words and time
LANGUAGE_CODE = languages.ENGLISH
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGES = languages.offered(LOCALE_PATHS[0])
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
FORMAT_MODULE_PATH = "studentperf.formats"
TIME_ZONE = environment.time_zone(env, "TIME_ZONE", "UTC")

# --- the API
MOST_REQUESTS = 1_000_000_000
# Both per worker; the first per user, the second per address.
API_REQUESTS_PER_MINUTE = environment.whole(env, "API_REQUESTS_PER_MINUTE", 60_000, 1, MOST_REQUESTS)
API_LOGINS_PER_MINUTE = environment.whole(env, "API_LOGINS_PER_MINUTE", 60, 1, MOST_REQUESTS)
API_TOKEN_DAYS = environment.whole(env, "API_TOKEN_DAYS", 30, 1, 3650)
API_TOKENS_PER_USER = environment.whole(env, "API_TOKENS_PER_USER", 20, 1, 1000)
KNOX_TOKEN_MODEL = "knox.AuthToken"  # noqa: S105 - the name of a table
REST_KNOX = {"TOKEN_TTL": timedelta(days=API_TOKEN_DAYS)}
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["predictor.api.authentication.tokens.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_THROTTLE_CLASSES": ["predictor.api.authentication.throttling.RequestsPerMinute"],
    "DEFAULT_PARSER_CLASSES": ["predictor.api.parsing.StrictJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "predictor.api.errors.handling.handle",
    "URL_FORMAT_OVERRIDE": None,
    "NUM_PROXIES": PROXY_COUNT,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "studentperf API",
    "DESCRIPTION": "Exam scores, predicted with an honest range and reasons. Log in at `token/`, then send the token.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "POSTPROCESSING_HOOKS": ["predictor.api.documentation.describe_errors"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    # Otherwise the page asks a public service whether the document is valid.
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "validatorUrl": None},
}
