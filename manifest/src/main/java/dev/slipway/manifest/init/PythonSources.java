package dev.slipway.manifest.init;

import dev.slipway.manifest.binding.Format;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Django, FastAPI and Flask. */
final class PythonSources {
  private static final Pattern SERVER =
      Pattern.compile(
          "(?m)(?:^|[\"'\\s])(?:django|fastapi|flask|starlette|aiohttp|sanic|tornado|gunicorn|uvicorn)\\b");
  private static final Pattern OTHER_FILE = Pattern.compile("(?m)^-r\\s+(\\S+)");

  private final SourceFolder sources;

  PythonSources(SourceFolder sources) {
    this.sources = sources;
  }

  Optional<Detected> detect(String folder) {
    var uses = dependencies(folder);
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
              servers(uses),
              tool.tools()));
    }
    var flask = module(folder, "Flask(").or(() -> factory(folder));
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
              servers(uses),
              tool.tools()));
    }
    return SERVER.matcher(uses).find()
        ? Optional.of(
            new Detected(
                folder,
                "Python",
                Detected.Settings.web(tool.install(), "", health).withoutStart(),
                Optional.empty(),
                servers(uses),
                tool.tools()))
        : Optional.empty();
  }

  /**
   * What the application is made with, in small letters; a file of requirements may name others.
   */
  private String dependencies(String folder) {
    var all = new StringBuilder();
    for (var file :
        List.of("requirements.txt", "requirements/base.txt", "pyproject.toml", "Pipfile")) {
      all.append(sources.text(folder, file)).append('\n');
    }
    var other = OTHER_FILE.matcher(sources.text(folder, "requirements.txt"));
    while (other.find()) {
      if (Format.FOLDER.matches(other.group(1))) {
        all.append(sources.text(folder, other.group(1))).append('\n');
      }
    }
    return all.toString().toLowerCase(Locale.ROOT);
  }

  private record Tool(String install, String prefix) {
    Tools tools() {
      return new Tools(prefix, Optional.empty());
    }
  }

  private Tool tool(String folder) {
    if (sources.has(folder, "uv.lock")) {
      return new Tool("uv sync --frozen", "uv run ");
    }
    if (sources.has(folder, "poetry.lock")) {
      return new Tool("poetry install --only main", "poetry run ");
    }
    if (sources.has(folder, "Pipfile") && !sources.has(folder, "requirements.txt")) {
      return new Tool(
          "python3 -m venv .venv && . .venv/bin/activate && pip install pipenv && pipenv sync",
          ".venv/bin/");
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
        sources.below(folder, ".py").stream()
            .filter(file -> file.toString().contains("settings"))
            .anyMatch(file -> sources.text(file).contains("STATIC_ROOT"));
    var build = tool.install() + (hasStatics ? " && " + python + "collectstatic --noinput" : "");
    return new Detected(
        folder,
        "Django",
        start.contains("runserver")
            ? Detected.Settings.web(build, start, health)
                .remarking("runserver is for work at one's desk: add gunicorn to what is installed")
            : Detected.Settings.web(build, start, health),
        Optional.of(python + "migrate --noinput"),
        servers(uses),
        tool.tools());
  }

  /** The module and name of what an application is made with, as in app.main:app. */
  private Optional<String> module(String folder, String made) {
    var name = "(?m)^([A-Za-z_][A-Za-z0-9_]*)\\s*(?::[^=\\n]+)?=\\s*";
    return found(folder, Pattern.compile(name + Pattern.quote(made)))
        .or(() -> found(folder, Pattern.compile(name + "(?:\\w+\\.)*(?:create|make|get)_app\\(")));
  }

  private Optional<String> found(String folder, Pattern pattern) {
    for (var file : sources.below(folder, ".py")) {
      var match = pattern.matcher(sources.text(file));
      if (match.find()) {
        return Optional.of(moduleOf(folder, file) + ":" + match.group(1));
      }
    }
    return Optional.empty();
  }

  /** The function that makes the application, where nothing calls it yet. */
  private Optional<String> factory(String folder) {
    var pattern = Pattern.compile("(?m)^def ((?:create|make)_app)\\(");
    for (var file : sources.below(folder, ".py")) {
      var match = pattern.matcher(sources.text(file));
      if (match.find()) {
        return Optional.of("'" + moduleOf(folder, file) + ":" + match.group(1) + "()'");
      }
    }
    return Optional.empty();
  }

  private static String moduleOf(String folder, Path file) {
    var start = folder.equals(".") ? "" : folder + "/";
    var path = file.toString().replace('\\', '/').substring(start.length());
    return path.replaceFirst("\\.py$", "").replaceFirst("/__init__$", "").replace('/', '.');
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
