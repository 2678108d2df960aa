package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Default;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Format;
import dev.slipway.manifest.binding.Is;
import dev.slipway.manifest.binding.Shorthand;
import dev.slipway.manifest.binding.Within;
import java.util.Optional;

/** How services send mail; the password is the secret SMTP_PASSWORD. */
public record Mail(
    @Doc("the SMTP server") @Is(Format.HOST) @Shorthand @Aka({"server", "smtp-host"}) String host,
    @Doc("its port") @Default("587") @Within(least = 1, greatest = 65_535) int port,
    @Doc("starttls, tls or none") @Default("starttls") @Aka({"secure", "tls"})
        MailSecurity security,
    @Doc("who signs in; unsaid: nobody does") @Aka({"username"}) Optional<String> user,
    @Doc("the sender's address") @Aka({"sender", "from-email"}) Optional<String> from) {}
