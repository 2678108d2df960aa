package dev.slipway.manifest.imports;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which images are databases, Redis servers, buckets, or proxies that the edge stands for. */
final class Images {
  enum Role {
    DATABASE,
    REDIS,
    BUCKET,
    PROXY,
    /** A database server of another make. */
    FOREIGN,
    SERVICE
  }

  private static final Pattern DATABASE =
      Pattern.compile(
          "(?:.*/)?(?:postgres|postgresql|postgis|pgvector|timescaledb|timescaledb-ha|pg_?vecto\\.?rs|pgvecto-rs|cockroach|supabase/postgres|vectorchord-postgres|postgres-ssl)(?:[:@].*)?|.*(?:pgvector|pgvecto|supabase/postgres|timescale/).*");
  private static final Pattern REDIS =
      Pattern.compile(
          "(?:.*/)?(?:redis|valkey|redis-stack|redis-stack-server|keydb|dragonfly)(?:[:@].*)?");
  private static final Pattern BUCKET = Pattern.compile("(?:.*/)?minio(?:[:@].*)?");
  private static final Pattern PROXY =
      Pattern.compile(
          "(?:.*/)?(?:nginx|traefik|caddy|haproxy|nginx-proxy|acme-companion|nginx-unprivileged|nginxproxy/.*)(?:[:@].*)?");

  /** What people put beside their application while they work on it. */
  private static final Pattern SERVER =
      Pattern.compile(
          "(?:.*/)?(?:mysql|mariadb|mongo|mongodb|rabbitmq|kafka|zookeeper|elasticsearch|opensearch|adminer|pgadmin4?"
              + "|phpmyadmin|mongo-express|redis-?commander|redisinsight|mailhog|mailpit|maildev|mailcatcher|inbucket"
              + "|smtp4dev|localstack|azurite|meilisearch|typesense|qdrant|weaviate|jaeger|all-in-one|zipkin|prometheus"
              + "|grafana|loki|memcached|nats|clickhouse(?:-server)?|keycloak|selenium|chrome|pgbouncer|cloudflared"
              + "|otel.*|opentelemetry.*|sqlserver|server:20.*|dynamodb-local|temporal.*|gotenberg)(?:[:@].*)?",
          Pattern.CASE_INSENSITIVE);

  private Images() {}

  static boolean isServer(String image) {
    return SERVER.matcher(Interpolation.of(image).text()).matches();
  }

  static Role role(String image) {
    var plain = Interpolation.of(image).text().toLowerCase(Locale.ROOT);
    if (DATABASE.matcher(plain).matches()) {
      return Role.DATABASE;
    }
    if (REDIS.matcher(plain).matches()) {
      return Role.REDIS;
    }
    if (BUCKET.matcher(plain).matches()) {
      return Role.BUCKET;
    }
    return PROXY.matcher(plain).matches() ? Role.PROXY : Role.SERVICE;
  }

  /** The major version of an image's tag, if it has one within the bounds. */
  static Optional<Integer> version(String image, int least, int greatest) {
    var match =
        Pattern.compile(".*:(?:pg|v|latest-pg)?(\\d{1,2})(?:[.\\-].*)?")
            .matcher(Interpolation.of(image).text());
    if (!match.matches()) {
      return Optional.empty();
    }
    var version = Integer.parseInt(match.group(1));
    return version >= least && version <= greatest ? Optional.of(version) : Optional.empty();
  }
}
