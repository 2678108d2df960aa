package dev.slipway.certificates;

/** TXT records of whoever runs the zone. Returns once they can be seen, or throws. */
public interface DnsRecords {
  /**
   * @param name such as {@code _acme-challenge.erp.example.}
   */
  void put(String name, String value);

  void remove(String name, String value);
}
