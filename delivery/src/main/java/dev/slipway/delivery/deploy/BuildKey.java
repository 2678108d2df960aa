package dev.slipway.delivery.deploy;

import dev.slipway.delivery.Environments;
import dev.slipway.manifest.Manifest;
import dev.slipway.manifest.model.Service;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * By what a build that was made before is found again: its sources, and, where slipway.yaml has
 * environments build differently, how this one builds.
 */
final class BuildKey {
  private static final int MARK_BYTES = 6;

  private BuildKey() {}

  static String of(Manifest manifest, String environment, String sources) {
    var ways =
        manifest.environments().values().stream().map(known -> way(known)).distinct().count();
    return ways <= 1
        ? sources
        : sources + "+" + mark(way(Environments.of(manifest, environment)).toString());
  }

  private static Map<String, Object> way(ResolvedEnvironment environment) {
    var way = new TreeMap<String, Object>();
    environment.services().forEach((name, service) -> way.put(name, way(service)));
    return way;
  }

  private static Map<String, Object> way(Service service) {
    var way = new TreeMap<String, Object>();
    way.put("source", service.source());
    way.put("command", service.build().flatMap(build -> build.command()).orElse(""));
    way.put("env", new TreeMap<>(new BuildVariables(service).given()));
    return way;
  }

  private static String mark(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var whole = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(whole, 0, MARK_BYTES);
    } catch (NoSuchAlgorithmException neverOnAJdk) {
      throw new IllegalStateException(neverOnAJdk);
    }
  }
}
