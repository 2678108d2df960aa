package dev.slipway.manifest.init;

import java.util.Map;

/** A small file of each kind that is read, from which files with faults are made. */
final class Seeds {
  static final String MANIFEST =
      """
      app: a
      services:
        b: { start: x, env: { A: '${app}' } }
      databases:
        m: { migrations: d }
      environments:
        production:
          services: { b: { replicas: 2 } }
          promote: { soak: 4h }
      """;

  /** By the name that the importers know them by. */
  static final Map<String, String> FILES =
      Map.of(
          "docker-compose.yml",
          """
          services:
            a: &a
              image: x:1
              environment: [A=1, B]
              ports: ['1:2']
            b:
              <<: *a
              build: .
              depends_on: [a]
              volumes: [d:/d]
          """,
          "render.yaml",
          """
          services:
          - type: web
            name: a
            startCommand: x
            envVars:
            - key: A
              fromDatabase: {name: d, property: host}
          databases:
          - name: d
          """,
          "fly.toml",
          """
          app = "a"
          [env]
          A = "1"
          [http_service]
          internal_port = 80
          [[mounts]]
          source="d"
          destination="/d"
          """,
          "railway.json",
          """
          {"deploy":{"startCommand":"x","numReplicas":2},
          "environments":{"p":{"deploy":{"numReplicas":3}}}}
          """,
          "vercel.json",
          """
          {"crons":[{"path":"/a","schedule":"* * * * *"}],"outputDirectory":"d","env":{"A":"b"}}
          """,
          "app.json",
          """
          {"name":"a","env":{"A":{"value":"1"}},"addons":["heroku-redis"]}
          """,
          "Procfile",
          """
          web: x
          release: migrate
          w: y
          """,
          ".env.example",
          """
          A=1
          B='x'
          C=${A}
          """,
          "schema.prisma",
          """
          datasource db {
          provider = "postgresql"
          url = env("A")
          }
          """,
          "settings.py",
          """
          DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql',
          'HOST': os.getenv('DB_HOST'), 'NAME': os.environ['DB_NAME']}}
          """);

  private Seeds() {}
}
