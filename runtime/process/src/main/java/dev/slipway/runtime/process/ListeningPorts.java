package dev.slipway.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The TCP ports that processes listen on, read from what the kernel says of their sockets. */
final class ListeningPorts {
  private static final String LISTENING = "0A";
  private static final int ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private ListeningPorts() {}

  static List<Integer> of(Set<ProcessIdentity> processes) {
    var byInode = new HashMap<String, Integer>();
    read(Path.of("/proc/self/net/tcp"), byInode);
    read(Path.of("/proc/self/net/tcp6"), byInode);
    var ports = new TreeSet<Integer>();
    processes.forEach(process -> collect(process, byInode, ports));
    return List.copyOf(ports);
  }

  private static void read(Path table, Map<String, Integer> byInode) {
    try {
      for (var line : Files.readAllLines(table)) {
        var fields = line.strip().split("\\s+");
        if (fields.length > INODE && fields[STATE].equals(LISTENING)) {
          var address = fields[ADDRESS];
          byInode.put(
              fields[INODE], Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16));
        }
      }
    } catch (IOException noSuchProtocol) {
      // A kernel without IPv6 has no tcp6.
    }
  }

  private static void collect(
      ProcessIdentity process, Map<String, Integer> byInode, Set<Integer> ports) {
    var folder = Path.of("/proc", Long.toString(process.pid()), "fd");
    try (var open = Files.newDirectoryStream(folder)) {
      for (var file : open) {
        var target = Files.readSymbolicLink(file).toString();
        if (target.startsWith("socket:[")) {
          var port = byInode.get(target.substring(8, target.length() - 1));
          if (port != null) {
            ports.add(port);
          }
        }
      }
    } catch (IOException ended) {
      // It ended while we looked; what it listened on is free.
    }
  }
}
