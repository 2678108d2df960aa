package dev.slipway.api;

/** The addresses that people see. */
@FunctionalInterface
public interface Addresses {
  String publicUrl(String host);
}
