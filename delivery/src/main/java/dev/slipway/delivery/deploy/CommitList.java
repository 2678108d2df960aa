package dev.slipway.delivery.deploy;

import dev.slipway.build.CommitHistory;
import dev.slipway.build.CommitHistory.Commit;
import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.Deployments;
import dev.slipway.protocol.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a deployment brings: the commits since what served in the environment before.
 *
 * @param commit that was deployed; empty when the sources are in no repository
 * @param uncommitted whether files differed from it
 * @param since the release before, such as {@code v52}; empty when there was none
 * @param commits newest first
 * @param count how many there are in all
 * @param unknown why they can't be told; empty when they are
 * @param changelog the same as a text for people
 */
public record CommitList(
    String commit,
    boolean uncommitted,
    String since,
    List<Commit> commits,
    int count,
    String unknown,
    String changelog) {
  static final String NAME = "commits";

  /** Written after a commit's name when files differed from it, as git describe does. */
  static final String CHANGED = "-dirty";

  /** The name under which a build of a folder remembers where it comes from. */
  static Optional<String> nameOf(Path folder) {
    return CommitHistory.at(folder).map(place -> place.commit() + (place.changed() ? CHANGED : ""));
  }

  /**
   * @param built the commit that the build was made of, as {@link #nameOf} wrote it
   * @param serving what serves now
   */
  static CommitList of(
      Deployments deployments,
      Deployment deployment,
      Optional<String> built,
      Optional<Deployment> serving,
      Path folder) {
    var since = serving.map(Deployment::releaseVersion).orElse("");
    var name = built.orElse("");
    var commit = name.replace(CHANGED, "");
    var earlier = serving.map(one -> commitOf(deployments, one)).orElse("");
    var between =
        commit.isEmpty()
            ? unknown("the sources are in no git repository")
            : serving.isEmpty()
                ? unknown("nothing was deployed here before")
                : earlier.isEmpty()
                    ? unknown("of " + since + " no commit is known")
                    : CommitHistory.between(folder, earlier, commit);
    return new CommitList(
        commit,
        name.endsWith(CHANGED),
        since,
        between.commits(),
        between.count(),
        between.unknown(),
        changelog(deployment, between));
  }

  private static CommitHistory.Between unknown(String why) {
    return new CommitHistory.Between(List.of(), 0, why);
  }

  /** A rollback has no list of its own: what serves is what its release was built of. */
  private static String commitOf(Deployments deployments, Deployment serving) {
    return deployments
        .find(serving.app(), serving.environment(), serving.release())
        .map(release -> Json.tree(deployments.recordOf(release)))
        .map(record -> record.path(NAME).path("commit").asString(""))
        .orElse("");
  }

  private static String changelog(Deployment deployment, CommitHistory.Between between) {
    var lines = new ArrayList<String>();
    lines.add(
        "## " + deployment.version() + ", " + deployment.asked().at().toString().substring(0, 10));
    lines.add("");
    between
        .commits()
        .forEach(
            one ->
                lines.add(
                    "- "
                        + one.subject()
                        + " ("
                        + one.author()
                        + ", "
                        + CommitHistory.shortly(one.name())
                        + ")"));
    var more = between.count() - between.commits().size();
    if (more > 0) {
      lines.add("- and " + more + " more");
    }
    if (!between.unknown().isEmpty()) {
      lines.add("Changes are not known: " + between.unknown() + ".");
    } else if (between.commits().isEmpty()) {
      lines.add("No commits since.");
    }
    return String.join("\n", lines) + "\n";
  }
}
