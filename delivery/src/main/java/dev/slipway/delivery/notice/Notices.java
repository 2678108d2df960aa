package dev.slipway.delivery.notice;

import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.variables.EnvironmentKey;
import dev.slipway.catalog.variables.ResolvedVariables;
import dev.slipway.catalog.variables.Variable;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import dev.slipway.kit.Ids;
import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.manifest.model.Notice;
import dev.slipway.manifest.model.NoticeKind;
import dev.slipway.operations.Operations;
import dev.slipway.protocol.Json;
import dev.slipway.protocol.operation.OperationDetail;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.secrets.references.OutsideStores;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Looks what became of deployments and tells those who are to be told. Nothing waits for it: what
 * it tells of is recorded by then, and what it has told is recorded with the messages.
 */
public final class Notices implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Notices.class.getName());
  private static final Duration LOOK = Duration.ofSeconds(2);

  /** What was asked for longer ago is no news any more. */
  private static final Duration NEWS = Duration.ofDays(30);

  private static final int AT_ONCE = 8;
  private static final int MOST_COMMITS = 20;

  private final Records records;
  private final Operations operations;
  private final Outbox outbox;
  private final Couriers couriers;
  private final Setting setting;
  private final InstantSource clock;
  private final Thread thread;

  /**
   * @param url of the control plane, as it stands in messages
   */
  public record Setting(
      Supplier<String> url, OutsideAddress addresses, MailServer mail, OutsideStores stores) {}

  public Notices(
      Records records, Operations operations, Outbox outbox, Setting setting, InstantSource clock) {
    this.records = records;
    this.operations = operations;
    this.outbox = outbox;
    this.couriers = new Couriers(setting.addresses(), setting.mail(), clock);
    this.setting = setting;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("notices").unstarted(this::run);
  }

  public Notices start() {
    thread.start();
    return this;
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        look();
        Thread.sleep(LOOK);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        // The store may be away for a moment; what is to be told stays so.
        LOG.log(System.Logger.Level.WARNING, "notices could not be looked at", e);
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Finds out what is new, and sends what is due. */
  void look() throws InterruptedException {
    for (var open : outbox.open(clock.instant().minus(NEWS))) {
      look(open);
    }
    var sending = new ArrayList<Thread>();
    for (var taken : outbox.take(AT_ONCE)) {
      sending.add(Thread.ofVirtual().start(() -> send(taken)));
    }
    for (var one : sending) {
      one.join();
    }
  }

  private void look(Outbox.Open open) {
    OperationDetail detail;
    Deployment deployment;
    try {
      detail = operations.show(open.operation());
      deployment = records.deployments().get(open.app(), open.environment(), open.number());
    } catch (ProblemException gone) {
      return;
    }
    var key = open.app() + "/" + open.environment() + "/" + open.number();
    var state = detail.summary().state();
    if (state.hasEnded()) {
      tellEnd(key + "/end", deployment, detail);
    } else if (detail.waitsFor().filter(signal -> signal.startsWith("approval/")).isPresent()) {
      var title = deployment.version() + " of " + deployment.target() + " waits for approval";
      var lines = List.of("slipway approve " + deployment.target().replace('/', ' '));
      tell(key + "/approval", NoticeKind.APPROVAL, deployment, title, lines);
    }
  }

  private void tellEnd(String key, Deployment deployment, OperationDetail detail) {
    var isGood = detail.summary().state() == OperationState.SUCCEEDED;
    var what = deployment.version() + " of " + deployment.target();
    var title =
        isGood ? what + " serves" : what + " " + detail.summary().state().word().replace('-', ' ');
    var lines = new ArrayList<String>();
    if (isGood) {
      lines.addAll(commits(deployment));
    } else if (!detail.summary().outcome().isEmpty()) {
      lines.add(detail.summary().outcome());
    }
    tell(key, isGood ? NoticeKind.DEPLOYED : NoticeKind.FAILED, deployment, title, lines);
  }

  private List<String> commits(Deployment deployment) {
    var list = Json.tree(records.deployments().recordOf(deployment)).path("commits");
    var lines = new ArrayList<String>();
    for (var commit : list.path("commits")) {
      if (lines.size() < MOST_COMMITS) {
        lines.add(
            "- "
                + commit.path("subject").asString("")
                + " ("
                + commit.path("author").asString("")
                + ")");
      }
    }
    return lines;
  }

  /**
   * Something is wrong with what serves, or is well again: told together with what the transaction
   * writes, and once for each key.
   *
   * @return how many are told
   */
  public int alert(
      Handle handle, Deployment serving, String key, String title, List<String> lines) {
    var recipients = recipients(serving, NoticeKind.ALERT);
    var message = message(NoticeKind.ALERT, serving, title, lines);
    outbox.tell(handle, serving.target() + "/alert/" + key, message, recipients);
    return recipients.size();
  }

  /**
   * Who is told of something.
   *
   * @param way slack, webhook or mail
   * @param name a variable, or a mail address
   */
  public record Channel(String way, String name) {}

  /** All that slipway.yaml names for what serves. */
  public List<Channel> channels(Deployment serving) {
    return recipients(serving, Optional.empty()).stream()
        .map(one -> new Channel(one.way(), one.name()))
        .distinct()
        .toList();
  }

  /**
   * Sends a message through a channel now, and says so if it doesn't get there. Either way it is
   * among what was sent.
   *
   * @param channel as slipway.yaml names it: a variable, or a mail address
   */
  public void test(Deployment serving, String channel, String by) {
    var all = recipients(serving, Optional.empty());
    var recipient =
        all.stream()
            .filter(one -> one.name().equals(channel))
            .findFirst()
            .orElseThrow(() -> unknown(serving, channel, all));
    var title = "A test of " + channel + " for " + serving.target() + ", asked for by " + by;
    var message = message(NoticeKind.ALERT, serving, title, List.of("Nothing is wrong."));
    var id = Ids.next(clock.instant());
    var taken =
        new Outbox.Taken(
            id,
            serving.app(),
            serving.environment(),
            recipient,
            message.named(id),
            1,
            clock.instant());
    try {
      deliver(taken);
      outbox.tested(taken, "");
    } catch (ProblemException e) {
      outbox.tested(taken, e.problem().fact());
      throw Problem.of(
              Problem.Kind.FAILED,
              "SLIP-7746",
              "the test did not get there: " + e.problem().fact(),
              "correct it and ask again: slipway alerts test "
                  + serving.target().replace('/', ' ')
                  + " "
                  + channel)
          .exception(e);
    }
  }

  private static RuntimeException unknown(
      Deployment serving, String channel, List<Outbox.Recipient> all) {
    var names = all.stream().map(Outbox.Recipient::name).toList();
    return Problem.of(
            Problem.Kind.NOT_FOUND,
            "SLIP-7745",
            serving.target() + ": no notice goes to " + channel,
            names.isEmpty()
                ? "write who is told under notices in slipway.yaml and deploy"
                : "notices go to " + String.join(", ", names))
        .exception();
  }

  private void tell(
      String key, NoticeKind about, Deployment deployment, String title, List<String> lines) {
    outbox.tell(key, message(about, deployment, title, lines), recipients(deployment, about));
  }

  private Message message(
      NoticeKind about, Deployment deployment, String title, List<String> lines) {
    return new Message(
        "",
        about.name().toLowerCase(Locale.ROOT),
        deployment.app(),
        deployment.environment(),
        deployment.version(),
        title,
        lines,
        setting.url().get()
            + "/"
            + deployment.target()
            + "/"
            + (about == NoticeKind.ALERT ? "alerts" : deployment.version()),
        clock.instant());
  }

  /**
   * As the deployment's own slipway.yaml has it; one that was never built tells by the folder's.
   */
  private List<Outbox.Recipient> recipients(Deployment deployment, NoticeKind about) {
    return recipients(deployment, Optional.of(about));
  }

  private List<Outbox.Recipient> recipients(Deployment deployment, Optional<NoticeKind> about) {
    try {
      var environment =
          deployment.build().isPresent()
              ? Environments.of(
                  records.builds().get(deployment.build().get()), deployment.environment())
              : Environments.of(
                  Environments.ofFolder(records.apps().get(deployment.app()).folder()),
                  deployment.environment());
      return environment.notices().stream()
          .filter(
              notice ->
                  about.isEmpty()
                      || notice.about().isEmpty()
                      || notice.about().contains(about.get()))
          .map(Notices::recipient)
          .toList();
    } catch (ProblemException broken) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0}: nobody can be told: {1}",
          deployment.target(),
          broken.problem().fact());
      return List.of();
    }
  }

  private static Outbox.Recipient recipient(Notice notice) {
    return notice
        .slack()
        .map(name -> new Outbox.Recipient("slack", name, ""))
        .or(
            () ->
                notice
                    .webhook()
                    .map(name -> new Outbox.Recipient("webhook", name, notice.key().orElse(""))))
        .orElseGet(() -> new Outbox.Recipient("mail", notice.mail().orElse(""), ""));
  }

  private void deliver(Outbox.Taken taken) {
    var to = taken.recipient();
    switch (to.way()) {
      case "slack" -> couriers.slack(to.name(), value(taken, to.name()), taken.message());
      case "webhook" ->
          couriers.webhook(
              to.name(),
              value(taken, to.name()),
              Optional.of(to.signedWith())
                  .filter(name -> !name.isEmpty())
                  .map(name -> value(taken, name)),
              taken.message());
      default -> couriers.mail(to.name(), taken.message());
    }
  }

  private void send(Outbox.Taken taken) {
    try {
      deliver(taken);
      outbox.sent(taken);
    } catch (ProblemException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "notice {0} of {1}/{2}: {3}",
          taken.id(),
          taken.app(),
          taken.environment(),
          e.problem().fact());
      outbox.failed(taken, e.problem().fact());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a notice could not be sent", e);
      outbox.failed(taken, "a fault in Slipway");
    }
  }

  /** The value that the variable has now: what was set wrongly and corrected is sent after all. */
  private String value(Outbox.Taken taken, String name) {
    var configuration =
        records.variables().current(new EnvironmentKey(taken.app(), taken.environment()));
    var value =
        configuration.variables().stream()
            .filter(variable -> variable.name().equals(name))
            .map(Variable::value)
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.of(
                            Problem.Kind.NOT_FOUND,
                            "SLIP-7744",
                            name + " has no value, and a notice goes to it",
                            "slipway env set " + taken.environment() + " --secret " + name + "=…")
                        .exception());
    return ResolvedVariables.of(Map.of(name, value), setting.stores())
        .values()
        .getOrDefault(name, "");
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join(Duration.ofSeconds(5));
  }
}
