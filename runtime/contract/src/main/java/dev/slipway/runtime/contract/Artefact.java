package dev.slipway.runtime.contract;

import java.nio.file.Path;

/**
 * What a build left: files that never change again, named by the digest of their content.
 *
 * @param digest {@code sha256:} and 64 hexadecimal digits
 * @param folder where the files are on this machine
 */
public record Artefact(String digest, Path folder) {}
