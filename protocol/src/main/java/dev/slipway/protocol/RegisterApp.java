package dev.slipway.protocol;

/**
 * Asks to look after the application in a folder of this machine.
 *
 * @param folder the absolute path of the folder that holds slipway.yaml
 */
public record RegisterApp(String folder) {}
