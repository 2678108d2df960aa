package dev.slipway.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;

/** What is killed in the middle of a deployment. */
enum Victim {
  NOBODY("\u0000nothing"),
  CONTROL_PLANE("dev.slipway.server.Main"),
  POSTGRES("/yard/clusters/"),
  INSTANCE("\u0000Depot\u0000"),
  EDGE("dev.slipway.edge.EdgeMain");

  private final String mark;

  Victim(String mark) {
    this.mark = mark;
  }

  static Victim any(Random random) {
    return values()[1 + random.nextInt(values().length - 1)];
  }

  /** Whether users may not notice: neither answers them. */
  boolean isUnseen() {
    return this == NOBODY || this == CONTROL_PLANE;
  }

  /** {@code kill -9} of one of them, if there is one at this moment. */
  void kill(Slipway slipway, Random random) throws Exception {
    var found = new ArrayList<Long>();
    for (var pid : slipway.processes()) {
      if (isOne(pid)) {
        found.add(pid);
      }
    }
    if (!found.isEmpty()) {
      Slipway.kill(found.get(random.nextInt(found.size())));
    }
  }

  private boolean isOne(long pid) {
    try {
      var words = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline"));
      return new String(words, StandardCharsets.ISO_8859_1).contains(mark);
    } catch (IOException gone) {
      return false;
    }
  }
}
