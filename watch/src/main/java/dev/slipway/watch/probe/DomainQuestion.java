package dev.slipway.watch.probe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether a name resolves, and to which addresses. The machine's own name servers are asked. */
final class DomainQuestion {
  private DomainQuestion() {}

  static Probe.Result ask(String name, List<String> wanted) {
    InetAddress[] found;
    try {
      found = InetAddress.getAllByName(name);
    } catch (UnknownHostException e) {
      return new Probe.Result.Failed(name + " has no address");
    }
    if (wanted.isEmpty()) {
      return new Probe.Result.Passed();
    }
    var addresses =
        Arrays.stream(found)
            .map(InetAddress::getHostAddress)
            .collect(Collectors.toCollection(TreeSet::new));
    try {
      return compare(name, addresses, wanted);
    } catch (UnknownHostException e) {
      return new Probe.Result.NotMade("addresses of slipway.yaml: " + OwnProbes.why(e));
    }
  }

  private static Probe.Result compare(String name, SortedSet<String> addresses, List<String> wanted)
      throws UnknownHostException {
    var expected = new TreeSet<String>();
    for (var one : wanted) {
      // An address is written in many ways; one is not asked for at a name server.
      expected.add(InetAddress.getByName(one).getHostAddress());
    }
    return addresses.equals(expected)
        ? new Probe.Result.Passed()
        : new Probe.Result.Failed(
            name
                + " leads to "
                + String.join(", ", addresses)
                + ", not to "
                + String.join(", ", expected));
  }
}
