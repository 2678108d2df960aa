package dev.slipway.manifest.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.manifest.Manifest;
import dev.slipway.manifest.ManifestReader;
import dev.slipway.manifest.model.DatabaseEngine;
import dev.slipway.manifest.model.ServiceKind;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders as people have them, and files of other platforms that are in no corpus. */
final class InitializationTest {
  @TempDir private Path folder;

  @Test
  void plainJavaWithMigrations() throws Exception {
    write(
        "src/shop/Main.java",
        "package shop;\nclass Main { static void main(String[] a) { serve(\"/health\"); } }");
    write("migrations/001_first.sql", "create table t ();");
    var development = made();

    var web = development.services().get("web");
    assertThat(web.build().orElseThrow().command())
        .contains("javac -d out $(find src -name '*.java')");
    assertThat(web.start()).contains("java -cp out shop.Main");
    assertThat(web.health().path()).isEqualTo("/health");
    assertThat(development.databases().get("main").migrations().orElseThrow().folder())
        .contains("migrations");
  }

  @Test
  void djangoWithItsMigrationsAndDatabase() throws Exception {
    write("manage.py", "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')");
    write("requirements.txt", "Django==5.1\npsycopg[binary]\ngunicorn\n");
    write(
        "shop/settings.py",
        "DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql',\n"
            + "'HOST': os.getenv('DB_HOST'),\n"
            + "'PASSWORD': os.environ['DB_PASSWORD']}}\n"
            + "STATIC_ROOT = 'x'\n");
    var development = made();

    var web = development.services().get("web");
    assertThat(web.start().orElseThrow()).contains("gunicorn shop.wsgi --bind 0.0.0.0:$PORT");
    assertThat(web.build().orElseThrow().command().orElseThrow()).contains("collectstatic");
    assertThat(web.env().get("DB_HOST").value()).contains("${databases.main.host}");
    assertThat(
            development.databases().get("main").migrations().orElseThrow().command().orElseThrow())
        .contains("manage.py migrate");
  }

  @Test
  void aMonorepoOfNestAndViteWithPrisma() throws Exception {
    write(
        "backend/package.json",
        "{\"dependencies\":{\"@nestjs/core\":\"10\",\"@prisma/client\":\"5\",\"ioredis\":\"5\"},\"scripts\":{\"build\":\"nest"
            + " build\",\"start:prod\":\"node dist/main\"}}");
    write("backend/package-lock.json", "{}");
    write(
        "backend/prisma/schema.prisma",
        "datasource db {\n"
            + "  provider = \"postgresql\"\n"
            + "  url = env(\"DATABASE_URL\")\n"
            + "  directUrl = env(\"DIRECT_URL\")\n"
            + "}\n");
    write("backend/src/health.ts", "@Controller('health/ready')");
    write(
        "frontend/package.json",
        "{\"devDependencies\":{\"vite\":\"5\"},\"scripts\":{\"build\":\"vite build\"}}");
    var development = made();

    assertThat(development.services().get("backend").build().orElseThrow().command())
        .contains("npm ci && npm run build");
    assertThat(development.services().get("backend").health().path()).isEqualTo("/health/ready");
    assertThat(development.services().get("frontend").kind()).isEqualTo(ServiceKind.STATIC);
    assertThat(development.services().get("frontend").fallback()).contains("index.html");
    assertThat(development.databases().get("main").directVariable()).contains("DIRECT_URL");
    assertThat(development.databases().get("main").migrations().orElseThrow().command())
        .contains("npx prisma migrate deploy");
    assertThat(development.redis()).containsKey("cache");
  }

  @Test
  void otherFrameworks() throws Exception {
    write("api/requirements.txt", "fastapi\nuvicorn\nasyncpg\n");
    write("api/app/main.py", "app = FastAPI()\n@app.get('/healthz')\n");
    write("flask/requirements.txt", "flask\ngunicorn\n");
    write("flask/wsgi.py", "application = Flask(__name__)\n");
    write(
        "next/package.json",
        "{\"dependencies\":{\"next\":\"15\"},\"scripts\":{\"build\":\"next build\"}}");
    write(
        "spring/pom.xml",
        "<parent><artifactId>spring-boot-starter-parent</artifactId></parent><artifactId>spring-boot-starter-actuator</artifactId>");
    write("quark/pom.xml", "<artifactId>quarkus-smallrye-health</artifactId>");
    write("gopher/go.mod", "module x\nrequire github.com/jackc/pgx/v5 v5.0.0\n");
    write("gopher/main.go", "package main\nfunc main() {}\n");
    write("site/index.html", "<h1>hello</h1>");
    write("express/package.json", "{\"dependencies\":{\"express\":\"4\"},\"main\":\"server.js\"}");
    var services = made().services();

    assertThat(services.get("api").start().orElseThrow()).contains("uvicorn app.main:app");
    assertThat(services.get("api").health().path()).isEqualTo("/healthz");
    assertThat(services.get("flask").start().orElseThrow()).contains("gunicorn wsgi:application");
    assertThat(services.get("next").start()).contains("npx next start -p $PORT");
    assertThat(services.get("spring").health().path()).isEqualTo("/actuator/health");
    assertThat(services.get("quark").health().path()).isEqualTo("/q/health/ready");
    assertThat(services.get("gopher").start()).contains("./app");
    assertThat(services.get("site").publish()).contains(".");
    assertThat(services.get("express").start()).contains("node server.js");
  }

  @Test
  void composeWithAnchorsSecretsAndAddresses() throws Exception {
    write("backend/Dockerfile", "FROM scratch");
    write(
        "docker-compose.yml",
        """
        version: "3.9"
        x-env: &env
          LOG_LEVEL: ${LOG_LEVEL:-info}
        services:
          db:
            image: postgres:16-alpine
            environment: { POSTGRES_DB: erp, POSTGRES_PASSWORD: hunter22222 }
          cache: { image: "redis:7", command: redis-server --maxmemory 256mb --maxmemory-policy allkeys-lru }
          backend:
            build: { context: ./backend }
            environment:
              <<: *env
              DATABASE_URL: postgresql+asyncpg://erp:${PW}@db:5432/erp?ssl=1
              REDIS_URL: redis://cache:6379
              JWT_SECRET: ${JWT_SECRET:?needed}
              API_KEY: abcdef123456
              GREETING: "cost: 5$$ {x}"
            ports: ["3000:3000"]
            depends_on: { db: { condition: service_healthy } }
            healthcheck: { test: ["CMD", "curl", "-f", "http://localhost:3000/health"], interval: 30s, timeout: 10s, start_period: 40s, retries: 3 }
            deploy: { replicas: 3, resources: { limits: { cpus: '2', memory: 2G } } }
          proxy: { image: "nginx:1.25", ports: ["80:80"] }
        """);
    var manifest = manifest();
    var development = manifest.environment("development").orElseThrow();
    var backend = development.services().get("backend");

    assertThat(backend.env().get("DATABASE_URL").value())
        .contains(
            "postgresql+asyncpg://${databases.db.user}:${databases.db.password}@${databases.db.host}:${databases.db.port}/${databases.db.name}?ssl=1");
    assertThat(backend.env().get("REDIS_URL").value()).contains("${redis.cache.url}");
    assertThat(backend.env().get("LOG_LEVEL").value()).contains("info");
    assertThat(backend.env().get("JWT_SECRET").isSecret()).isTrue();
    assertThat(backend.env().get("API_KEY").isSecret()).isTrue();
    assertThat(backend.env().get("GREETING").value()).contains("cost: 5$ {x}");
    assertThat(backend.health().path()).isEqualTo("/health");
    assertThat(backend.replicas()).isEqualTo(3);
    assertThat(backend.resources().memory().human()).isEqualTo("2.0 GB");
    assertThat(development.databases().get("db").version()).isEqualTo(16);
    assertThat(development.redis().get("cache").memory().human()).isEqualTo("256.0 MB");
    assertThat(development.services()).doesNotContainKey("proxy");
    var text = Initialization.ofFolder(folder).text();
    assertThat(text)
        .doesNotContain("hunter22222")
        .doesNotContain("abcdef123456")
        .contains("a secret, whose value is not written: slipway env set API_KEY")
        .contains("the edge does this: TLS, host names, compression");
  }

  @Test
  void otherPlatformsFiles() throws Exception {
    write(
        "package.json",
        "{\"dependencies\":{\"express\":\"4\",\"pg\":\"8\"},\"scripts\":{\"start\":\"node .\"}}");
    write(
        "Procfile",
        "web: node server.js\nrelease: npx prisma migrate deploy\nworker: node worker.js\n");
    write(
        "app.json",
        "{\"name\":\"shop\",\"env\":{\"SESSION_SECRET\":{\"generator\":\"secret\"}},\"addons\":[\"heroku-postgresql\"]}");
    write(
        ".env.example",
        "# variables\n"
            + "export PORT=3000\n"
            + "STRIPE_KEY=\n"
            + "PAGE_SIZE=20 # rows\n"
            + "DATABASE_URL=postgres://a:b@c/d\n");
    var development = made();

    assertThat(development.app()).isEqualTo("shop");
    assertThat(development.services().get("web").start()).contains("node server.js");
    assertThat(development.services().get("worker").kind()).isEqualTo(ServiceKind.WORKER);
    assertThat(development.services().get("web").env().get("SESSION_SECRET").generate())
        .contains(48);
    assertThat(development.services().get("web").env().get("PAGE_SIZE").value()).contains("20");
    assertThat(development.databases().get("main").engine()).isEqualTo(DatabaseEngine.POSTGRESQL);
  }

  @Test
  void anEmptyFolderGetsAFileThatSaysWhatToSay() throws Exception {
    assertThat(made().services()).containsOnlyKeys("web");
    assertThat(Initialization.ofFolder(folder).text()).contains("nothing was found that runs");
  }

  private ResolvedEnvironment made() throws IOException {
    return manifest().environment("development").orElseThrow();
  }

  private Manifest manifest() throws IOException {
    var first = Initialization.ofFolder(folder).text();
    assertThat(Initialization.ofFolder(folder).text()).isEqualTo(first);
    Files.writeString(folder.resolve("slipway.yaml"), first);
    var manifest = ManifestReader.read(folder).orThrow();
    Files.delete(folder.resolve("slipway.yaml"));
    return manifest;
  }

  private void write(String file, String text) throws IOException {
    var path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
