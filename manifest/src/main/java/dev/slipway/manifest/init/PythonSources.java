package dev.slipway.manifest.init;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Django, FastAPI and Flask. */
final class PythonSources {
  private final SourceFolder sources;

  PythonSources(SourceFolder sources) {
    this.sources = sources;
  }

  Optional<Detected> detect(String folder) {
    var uses =
        (sources.text(folder, "requirements.txt")
                + "\n"
                + sources.text(folder, "requirements/base.txt")
                + "\n"
                + sources.text(folder, "pyproject.toml")
                + "\n"
                + sources.text(folder, "Pipfile"))
            .toLowerCase(Locale.ROOT);
    var hasManage = sources.has(folder, "manage.py");
    if (uses.isBlank() && !hasManage) {
      return Optional.empty();
    }
    var tool = tool(folder);
    var health = sources.healthPath(folder, ".py");
    if (hasManage) {
      return Optional.of(django(folder, uses, tool, health));
    }
    var server = uses.contains("gunicorn");
    var fastapi = module(folder, "FastAPI(");
    if (uses.contains("fastapi") && fastapi.isPresent()) {
      var migrate =
          Optional.of(tool.prefix() + "alembic upgrade head")
              .filter(command -> sources.has(folder, "alembic.ini"));
      return Optional.of(
          new Detected(
              folder,
              "FastAPI",
              Detected.Settings.web(
                  tool.install(),
                  tool.prefix() + "uvicorn " + fastapi.get() + " --host 0.0.0.0 --port $PORT",
                  health),
              migrate,
              servers(uses)));
    }
    var flask = module(folder, "Flask(");
    if (uses.contains("flask") && flask.isPresent()) {
      var module = flask.get();
      var start =
          server
              ? "gunicorn " + module + " --bind 0.0.0.0:$PORT"
              : "flask --app " + module + " run --host 0.0.0.0 --port $PORT";
      var migrate =
          Optional.of(tool.prefix() + "flask --app " + module + " db upgrade")
              .filter(command -> uses.contains("flask-migrate"));
      return Optional.of(
          new Detected(
              folder,
              "Flask",
              Detected.Settings.web(tool.install(), tool.prefix() + start, health),
              migrate,
              servers(uses)));
    }
    return Optional.empty();
  }

  private record Tool(String install, String prefix) {}

  private Tool tool(String folder) {
    if (sources.has(folder, "uv.lock")) {
      return new Tool("uv sync --frozen", "uv run ");
    }
    if (sources.has(folder, "poetry.lock")) {
      return new Tool("poetry install --only main", "poetry run ");
    }
    var venv = "python3 -m venv .venv && .venv/bin/pip install ";
    return new Tool(
        venv + (sources.has(folder, "requirements.txt") ? "-r requirements.txt" : "."),
        ".venv/bin/");
  }

  private Detected django(String folder, String uses, Tool tool, Optional<String> health) {
    var match =
        Pattern.compile("DJANGO_SETTINGS_MODULE[\"']\\s*,\\s*[\"']([A-Za-z0-9_.]+)")
            .matcher(sources.text(folder, "manage.py"));
    var module = match.find() ? match.group(1).replaceFirst("\\.settings.*$", "") : "config";
    var python = tool.prefix() + "python manage.py ";
    var start =
        uses.contains("gunicorn")
            ? tool.prefix() + "gunicorn " + module + ".wsgi --bind 0.0.0.0:$PORT"
            : uses.contains("uvicorn")
                ? tool.prefix()
                    + "uvicorn "
                    + module
                    + ".asgi:application --host 0.0.0.0 --port $PORT"
                : python + "runserver 0.0.0.0:$PORT";
    var hasStatics =
        sources.below(folder, "settings.py").stream()
            .anyMatch(file -> sources.text(file).contains("STATIC_ROOT"));
    var build = tool.install() + (hasStatics ? " && " + python + "collectstatic --noinput" : "");
    return new Detected(
        folder,
        "Django",
        Detected.Settings.web(build, start, health),
        Optional.of(python + "migrate --noinput"),
        servers(uses));
  }

  /** The module and name of what an application is made with, as in app.main:app. */
  private Optional<String> module(String folder, String made) {
    var pattern =
        Pattern.compile("(?m)^([A-Za-z_][A-Za-z0-9_]*)\\s*(?::[^=]+)?=\\s*" + Pattern.quote(made));
    for (var file : sources.below(folder, ".py")) {
      var match = pattern.matcher(sources.text(file));
      if (match.find()) {
        var start = folder.equals(".") ? "" : folder + "/";
        var path = file.toString().replace('\\', '/').substring(start.length());
        return Optional.of(
            path.replaceFirst("\\.py$", "").replaceFirst("/__init__$", "").replace('/', '.')
                + ":"
                + match.group(1));
      }
    }
    return Optional.empty();
  }

  private static Set<String> servers(String uses) {
    var servers = new LinkedHashSet<String>();
    if (uses.contains("psycopg") || uses.contains("asyncpg")) {
      servers.add("postgresql");
    }
    if (Pattern.compile("(?m)(?:^|[\"'\\s])(?:redis|django-redis|celery\\[redis\\])\\b")
        .matcher(uses)
        .find()) {
      servers.add("redis");
    }
    return servers;
  }
}
