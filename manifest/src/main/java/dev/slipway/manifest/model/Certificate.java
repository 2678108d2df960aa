package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Is;
import dev.slipway.manifest.binding.Shorthand;
import dev.slipway.manifest.binding.Whole;
import java.util.Optional;

/** How connections are sealed. */
@Whole
public record Certificate(
    @Doc("auto (by the host name), acme, self-signed, own or none")
        @Default("auto")
        @Shorthand
        @Aka({"type", "issuer"})
        CertificateKind kind,
    @Doc("own: the file with the certificate chain") @Aka({"cert", "crt", "pem"})
        Optional<String> file,
    @Doc("own: the secret that has the key") @Is(Format.VARIABLE) Optional<String> key,
    @Doc("acme: who is told before it expires") Optional<String> email) {}
