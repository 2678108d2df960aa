package dev.slipway.watch.probe;

import dev.slipway.kit.ProblemException;
import dev.slipway.manifest.model.StandingProbe;
import dev.slipway.watch.Watched;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Asks what an environment's slipway.yaml has under {@code probes}, all of it at once. */
public final class OwnProbes implements Probe {
  /** Names of probes begin so; those of heartbeats otherwise, as they are told otherwise. */
  public static final String PROBE = "probe ";

  public static final String HEARTBEAT = "heartbeat ";

  private final HttpQuestion http;
  private final RedisQuestion redis;
  private final HeartbeatBook heartbeats;
  private final CertificateQuestion certificates;

  public OwnProbes(
      HttpQuestion http,
      RedisQuestion redis,
      CertificateQuestion certificates,
      HeartbeatBook heartbeats) {
    this.http = http;
    this.redis = redis;
    this.certificates = certificates;
    this.heartbeats = heartbeats;
  }

  @Override
  public Map<String, Result> ask(Watched watched) {
    var names = new ArrayList<String>();
    var questions = new ArrayList<Callable<Result>>();
    watched
        .environment()
        .probes()
        .forEach(
            (name, probe) -> {
              names.add((probe.heartbeat().isPresent() ? HEARTBEAT : PROBE) + name);
              questions.add(() -> ask(watched, name, probe));
            });
    return names.isEmpty() ? Map.of() : together(names, questions);
  }

  /** Whoever doesn't answer in time holds up nobody else. */
  private static Map<String, Result> together(
      List<String> names, List<Callable<Result>> questions) {
    var results = new LinkedHashMap<String, Result>();
    // Not closed by a resource: that would wait for a name server that never answers.
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      var limit = Probes.LIMIT.toMillis() + 500;
      var answers = threads.invokeAll(questions, limit, TimeUnit.MILLISECONDS);
      for (var i = 0; i < names.size(); i++) {
        try {
          results.put(names.get(i), answers.get(i).get());
        } catch (CancellationException late) {
          results.put(
              names.get(i),
              new Result.Failed("no answer within " + Probes.LIMIT.toSeconds() + " s"));
        } catch (ExecutionException e) {
          results.put(names.get(i), notMade(e));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      threads.shutdownNow();
    }
    return results;
  }

  private static Result notMade(ExecutionException failed) {
    return new Result.NotMade(
        failed.getCause() instanceof ProblemException problem
            ? problem.problem().fact()
            : why(failed));
  }

  private Result ask(Watched watched, String name, StandingProbe probe) {
    if (probe.http().isPresent()) {
      return http.ask(watched, probe.http().get(), probe);
    }
    if (probe.tcp().isPresent()) {
      return TcpQuestion.ask(probe.tcp().get());
    }
    if (probe.redis().isPresent()) {
      return redis.ask(watched, probe.redis().get());
    }
    if (probe.domain().isPresent()) {
      return DomainQuestion.ask(probe.domain().get(), probe.addresses());
    }
    if (probe.certificate().isPresent()) {
      return certificates.ask(probe.certificate().get(), probe.least());
    }
    return probe
        .heartbeat()
        .map(each -> heartbeats.ask(watched.serving(), name, each, probe.late()))
        .orElseGet(() -> new Result.NotMade("it asks nothing"));
  }

  /** A text that a person reads: what went wrong, without the name of a Java class. */
  static String why(Exception failed) {
    return Optional.ofNullable(failed.getMessage())
        .flatMap(text -> text.lines().findFirst())
        .orElse("it broke off");
  }
}
