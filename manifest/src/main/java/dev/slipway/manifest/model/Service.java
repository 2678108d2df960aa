package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Is;
import dev.slipway.manifest.binding.Keys;
import dev.slipway.manifest.binding.Within;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One thing that runs. */
public record Service(
    @Doc("web (answers on a port), static (files), worker, or job (ends by itself)")
        @Default("web")
        @Aka({"type"})
        ServiceKind kind,
    @Doc("the folder with its code")
        @Default(".")
        @Is(Format.FOLDER)
        @Aka({"root", "root-dir", "root-directory", "directory", "context", "path-to-code"})
        String source,
    @Doc("a container image that is run as it is; nothing is built") Optional<String> image,
    @Doc("the command that builds it, or a Dockerfile")
        @Aka({"build-command", "dockerfile", "docker-file", "install"})
        Optional<Build> build,
    @Doc("the command that runs it; it must listen on $PORT")
        @Aka({"command", "cmd", "run", "start-command", "entrypoint", "entry-point", "exec"})
        Optional<String> start,
    @Doc("static: the folder that the build leaves the site in")
        @Is(Format.FOLDER)
        @Aka({"static-publish-path", "output", "output-directory", "dist", "public-dir"})
        Optional<String> publish,
    @Doc("static: the file that answers for addresses that are no files (single-page applications)")
        @Is(Format.FOLDER)
        @Aka({"spa", "rewrites"})
        Optional<String> fallback,
    @Doc("a command that runs once in each deployment, before the first instance starts")
        @Aka({"release", "pre-deploy", "pre-deploy-command", "release-command", "before"})
        Optional<String> prepare,
    @Doc("the port it listens on, if it can't listen on $PORT")
        @Within(least = 1, greatest = 65_535)
        @Aka({"ports", "internal-port", "target-port", "expose", "listen"})
        Optional<Integer> port,
    @Doc("how the edge speaks to it: http1, or http2 in the clear without asking first (gRPC)")
        @Default("http1")
        Protocol protocol,
    @Doc("the part of the address that is sent to it")
        @Default("/")
        @Is(Format.PATH)
        @Aka({"route", "routes", "prefix"})
        String path,
    @Doc("whether the edge serves it; false: only other services reach it")
        @Default("true")
        @Aka({"external", "exposed", "private"})
        boolean reachable,
    @Doc("how it is known to work")
        @Default("{}")
        @Aka({"healthcheck", "health-check", "health-check-path", "readiness", "liveness"})
        Health health,
    @Doc("how many instances run")
        @Default("1")
        @Within(least = 0, greatest = 200)
        @Aka({"instances", "num-instances", "num-replicas", "scale", "count"})
        int replicas,
    @Doc("what an instance may use")
        @Default("{}")
        @Aka({"limits", "plan", "memory", "cpu", "size"})
        Resources resources,
    @Doc("how a new release takes over") @Default("{}") @Aka({"deploy", "rollout", "update-config"})
        Strategy strategy,
    @Doc("its variables: texts, secrets, and ${...} references")
        @Keys(Format.VARIABLE)
        @Aka({"environment", "env-vars", "variables", "vars", "env-file"})
        Map<String, Variable> env,
    @Doc("the groups of variables it shares with others")
        @Is(Format.NAME)
        @Aka({"env-groups", "env-group", "secrets"})
        List<String> groups,
    @Doc("the databases it uses; all when unsaid") @Is(Format.NAME) @Aka({"database", "db"})
        List<String> databases,
    @Doc("the Redis servers it uses; all when unsaid") @Is(Format.NAME) @Aka({"cache"})
        List<String> redis,
    @Doc("the buckets it uses; all when unsaid") @Is(Format.NAME) @Aka({"bucket", "storage"})
        List<String> buckets,
    @Doc("folders that outlive releases") @Aka({"volumes", "disk", "mounts", "volume"})
        Map<String, Disk> disks,
    @Doc("the services that must be ready before it starts")
        @Is(Format.NAME)
        @Aka({"depends-on", "after", "links", "requires"})
        List<String> needs,
    @Doc("the environments it runs in; all when unsaid")
        @Is(Format.NAME)
        @Aka({"environments", "profiles"})
        List<String> only,
    @Doc("how many requests a client may make") @Aka({"ratelimit", "throttle"})
        Optional<RateLimit> rateLimit,
    @Doc("what runs it, if other than the environment's target")
        @Aka({"platform", "runtime", "provider", "host"})
        Optional<Target> target) {}
