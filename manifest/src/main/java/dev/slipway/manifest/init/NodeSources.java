package dev.slipway.manifest.init;

import dev.slipway.manifest.tree.JsonTree;
import dev.slipway.manifest.tree.Node;
import dev.slipway.manifest.tree.TreeException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Next.js, NestJS, Vite, Express and their like, told from package.json. */
final class NodeSources {
  private final SourceFolder sources;

  NodeSources(SourceFolder sources) {
    this.sources = sources;
  }

  Optional<Detected> detect(String folder) {
    if (!sources.has(folder, "package.json")) {
      return Optional.empty();
    }
    Node json;
    try {
      json = JsonTree.read(sources.text(folder, "package.json"));
    } catch (TreeException unreadable) {
      return Optional.empty();
    }
    var uses = new LinkedHashSet<String>();
    uses.addAll(keys(json, "dependencies"));
    uses.addAll(keys(json, "devDependencies"));
    var scripts = keys(json, "scripts");
    var isMember = isMember(folder);
    var run = installer(isMember ? "." : folder);
    var build = scripts.contains("build") ? " && " + run.name() + " run build" : "";
    return settings(folder, uses, scripts, json, run, isMember ? build : run.install() + build)
        .map(
            found ->
                new Detected(
                    folder,
                    found.framework(),
                    isMember ? fromAbove(folder, run, found.settings()) : found.settings(),
                    Optional.empty(),
                    servers(uses),
                    isMember ? new Tools("", Optional.of(".")) : Tools.FOUND));
  }

  /** Whether the folder is installed together with others, from the root and its lock file. */
  private boolean isMember(String folder) {
    if (folder.equals(".") || sources.has(folder, "package-lock.json")) {
      return false;
    }
    return sources.text(".", "pnpm-workspace.yaml").contains("packages:")
        || sources.text(".", "package.json").contains("\"workspaces\"");
  }

  /** The commands of a member as they are called from the root. */
  private static Detected.Settings fromAbove(
      String folder, Installer run, Detected.Settings settings) {
    var go = "cd " + folder;
    return new Detected.Settings(
        settings.kind(),
        Optional.of(run.install() + settings.build().map(build -> " && " + go + build).orElse("")),
        settings.start().map(start -> go + " && " + start),
        settings.publish().map(publish -> folder + "/" + publish),
        settings.health(),
        settings.remark());
  }

  private record Found(String framework, Detected.Settings settings) {}

  private record Installer(String name, String install) {}

  private Installer installer(String folder) {
    if (sources.has(folder, "pnpm-lock.yaml")) {
      return new Installer("pnpm", "pnpm install --frozen-lockfile");
    }
    if (sources.has(folder, "yarn.lock")) {
      return new Installer("yarn", "yarn install --frozen-lockfile");
    }
    if (sources.has(folder, "bun.lock") || sources.has(folder, "bun.lockb")) {
      return new Installer("bun", "bun install --frozen-lockfile");
    }
    return new Installer(
        "npm", sources.has(folder, "package-lock.json") ? "npm ci" : "npm install");
  }

  private Optional<Found> settings(
      String folder,
      Set<String> uses,
      Set<String> scripts,
      Node json,
      Installer run,
      String build) {
    var health = sources.healthPath(folder, ".ts", ".js", ".mjs", ".tsx");
    if (uses.contains("next")) {
      return Optional.of(
          new Found(
              "Next.js",
              Detected.Settings.web(
                  build, "npx next start -p $PORT", health.or(() -> Optional.of("/")))));
    }
    if (uses.contains("@nestjs/core")) {
      var start =
          scripts.contains("start:prod") ? run.name() + " run start:prod" : "node dist/main.js";
      return Optional.of(new Found("NestJS", Detected.Settings.web(build, start, health)));
    }
    for (var server :
        List.of("express", "fastify", "koa", "hono", "@hapi/hapi", "@hono/node-server")) {
      if (uses.contains(server)) {
        return Optional.of(
            new Found(
                server.equals("express") ? "Express" : server,
                Detected.Settings.web(build, start(scripts, json, run), health)));
      }
    }
    if (uses.contains("vite") || uses.contains("react-scripts") || uses.contains("@angular/cli")) {
      var publish = uses.contains("react-scripts") ? "build" : "dist";
      return Optional.of(
          new Found(
              uses.contains("vite") ? "Vite" : "single-page application",
              Detected.Settings.site(build, publish)));
    }
    return scripts.contains("start") && !keys(json, "workspaces").iterator().hasNext()
        ? Optional.of(
            new Found("Node.js", Detected.Settings.web(build, run.name() + " start", health)))
        : Optional.empty();
  }

  private static String start(Set<String> scripts, Node json, Installer run) {
    if (scripts.contains("start")) {
      return run.name() + " start";
    }
    var main =
        json instanceof Node.Mapping mapping
                && mapping.value("main").orElse(null) instanceof Node.Scalar scalar
            ? scalar.text()
            : "index.js";
    return "node " + main;
  }

  private static Set<String> servers(Set<String> uses) {
    var servers = new LinkedHashSet<String>();
    if (Stream.of("pg", "postgres", "pg-promise", "@vercel/postgres", "@neondatabase/serverless")
        .anyMatch(uses::contains)) {
      servers.add("postgresql");
    }
    if (Stream.of("redis", "ioredis", "bullmq", "bull").anyMatch(uses::contains)) {
      servers.add("redis");
    }
    return servers;
  }

  private static Set<String> keys(Node json, String key) {
    return json instanceof Node.Mapping mapping
            && mapping.value(key).orElse(null) instanceof Node.Mapping inner
        ? inner.entries().keySet()
        : json instanceof Node.Mapping outer
                && outer.value(key).orElse(null) instanceof Node.Sequence list
                && !list.items().isEmpty()
            ? Set.of("a list")
            : Set.of();
  }
}
