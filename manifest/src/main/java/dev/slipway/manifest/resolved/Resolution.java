package dev.slipway.manifest.resolved;

import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.binding.RecordShape;
import dev.slipway.manifest.binding.Shapes;
import dev.slipway.manifest.model.Alerting;
import dev.slipway.manifest.model.App;
import dev.slipway.manifest.model.Bucket;
import dev.slipway.manifest.model.Check;
import dev.slipway.manifest.model.Database;
import dev.slipway.manifest.model.Environment;
import dev.slipway.manifest.model.Job;
import dev.slipway.manifest.model.Mail;
import dev.slipway.manifest.model.Notice;
import dev.slipway.manifest.model.Redis;
import dev.slipway.manifest.model.Service;
import dev.slipway.manifest.model.StandingProbe;
import dev.slipway.manifest.model.Variable;
import dev.slipway.manifest.tree.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Makes an environment whole: merges trees, not records, so that every value still knows the line
 * it was written in, then reads the records from the merged tree.
 */
public final class Resolution {
  /** The parts that an environment may change. */
  private static final List<String> PARTS =
      List.of("services", "databases", "redis", "buckets", "groups", "jobs", "checks", "probes");

  /** The name that the template of previews goes by. */
  public static final String PREVIEW = "preview";

  private static final RecordShape APP = Shapes.of(App.class);
  private static final RecordShape ENVIRONMENT = Shapes.of(Environment.class);

  private final App app;
  private final Node.Mapping base;
  private final Mistakes mistakes;

  /** An environment and the tree that it was read from. */
  public record Resolved(ResolvedEnvironment environment, Node.Mapping tree) {}

  /**
   * @param root the whole file, as it was read
   */
  public Resolution(App app, Node root, Mistakes mistakes) {
    this.app = app;
    this.base =
        APP.normal(root) instanceof Node.Mapping mapping
            ? mapping
            : Node.Mapping.empty(root.place());
    this.mistakes = mistakes;
  }

  /** The environment of a name, with what the file says of it. */
  public Resolved resolve(String name, Node written) {
    return resolve(new Context(app.app(), name, name), normal(written), databases -> databases);
  }

  /**
   * What every preview is, under the name {@value #PREVIEW} and a host with a * for its own name;
   * empty where the file wants none, or bases them on an environment that isn't there.
   */
  public Optional<Resolved> preview() {
    var based =
        app.preview().flatMap(preview -> mapping(base, "environments").value(preview.basedOn()));
    if (based.isEmpty()) {
      return Optional.empty();
    }
    var preview = app.preview().orElseThrow();
    var template = new PreviewTemplate(preview, mapping(base, "databases"));
    var environment =
        template.environment(app.app(), normal(based.get()), mapping(base, "preview"));
    var context = new Context(app.app(), PREVIEW, preview.basedOn());
    return Optional.of(resolve(context, environment, template::withoutSeeds));
  }

  private static Node.Mapping mapping(Node.Mapping parent, String key) {
    return Nodes.mapping(parent, key);
  }

  private static Node.Mapping normal(Node written) {
    return ENVIRONMENT.normal(written) instanceof Node.Mapping mapping
        ? mapping
        : Node.Mapping.empty(written.place());
  }

  private Resolved resolve(
      Context context, Node.Mapping said, UnaryOperator<Node.Mapping> ofDatabases) {
    var environment = EnvironmentDefaults.applied(said, context);
    var settings = (Environment) ENVIRONMENT.read(environment, mistakes);
    var merged = Node.Mapping.empty(base.place());
    for (var part : PARTS) {
      merged = merged.with(part, merged(part, environment));
    }
    merged = merged.with("databases", ofDatabases.apply(Nodes.mapping(merged, "databases")));
    var tree = PartDefaults.applied(merged, environment, context).with("environment", environment);
    return new Resolved(read(context.environment(), settings, tree), tree);
  }

  private Node merged(String part, Node.Mapping environment) {
    var shape = APP.of(part);
    var below = base.value(part).orElseGet(() -> Node.Mapping.empty(base.place()));
    return environment
        .value(part)
        .map(over -> shape.merge(below, known(shape.normal(over), below)))
        .orElse(below);
  }

  /** A part that only an environment names is a mistake that a rule tells; it is no part. */
  private static Node known(Node over, Node below) {
    if (!(over instanceof Node.Mapping changes) || !(below instanceof Node.Mapping parts)) {
      return over;
    }
    var kept = new LinkedHashMap<>(changes.entries());
    kept.keySet().retainAll(parts.entries().keySet());
    return new Node.Mapping(changes.place(), kept);
  }

  private ResolvedEnvironment read(String name, Environment settings, Node.Mapping tree) {
    return new ResolvedEnvironment(
        app.app(),
        name,
        settings,
        this.<Map<String, Service>>read("services", tree),
        this.<Map<String, Database>>read("databases", tree),
        this.<Map<String, Redis>>read("redis", tree),
        this.<Map<String, Bucket>>read("buckets", tree),
        mail(settings),
        this.<Map<String, Map<String, Variable>>>read("groups", tree),
        this.<Map<String, Job>>read("jobs", tree),
        this.<Map<String, Check>>read("checks", tree),
        notices(settings),
        alerts(settings),
        this.<Map<String, StandingProbe>>read("probes", tree));
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private <T> T read(String part, Node.Mapping tree) {
    var node = tree.value(part).orElseThrow();
    return (T) APP.of(part).read(node, mistakes);
  }

  private Optional<Mail> mail(Environment settings) {
    return settings.mail().or(app::mail);
  }

  private Alerting alerts(Environment settings) {
    var everywhere = app.alerts().orElse(Alerting.USUAL);
    return settings.alerts().map(here -> here.over(everywhere)).orElse(everywhere);
  }

  private List<Notice> notices(Environment settings) {
    return java.util.stream.Stream.concat(app.notices().stream(), settings.notices().stream())
        .toList();
  }
}
