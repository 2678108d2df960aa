package dev.slipway.delivery.notice;

import dev.slipway.kit.Problem;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * The server that sends our mail, from SLIPWAY_SMTP: {@code
 * smtps://user:password@mail.example:465?from=slipway@mail.example}. With {@code smtp} the
 * connection is encrypted as soon as the server offers it; a password is never sent without.
 */
public record MailServer(Optional<URI> address) {
  private static final String MILLIS = "15000";

  public static MailServer of(Optional<String> text) {
    return new MailServer(text.map(String::strip).filter(one -> !one.isEmpty()).map(URI::create));
  }

  void send(String to, Message message) {
    var server =
        address.orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.NOT_FOUND,
                        "SLIP-7743",
                        "a notice to " + to + ": no mail server is known",
                        "start the control plane with SLIPWAY_SMTP=smtps://user:password@host:465"
                            + "?from=slipway@host")
                    .exception());
    try {
      var session = Session.getInstance(properties(server));
      var mail = mail(session, server, to, message);
      try (var transport = session.getTransport(server.getScheme())) {
        connect(transport, server);
        transport.sendMessage(mail, mail.getAllRecipients());
      }
    } catch (MessagingException e) {
      throw Couriers.failed(
          "a notice to "
              + to
              + ": "
              + server.getHost()
              + " said: "
              + firstLine(String.valueOf(e.getMessage())));
    }
  }

  private static void connect(Transport transport, URI server) throws MessagingException {
    var who = server.getUserInfo();
    if (who == null) {
      transport.connect();
    } else {
      var parts = who.split(":", 2);
      transport.connect(parts[0], parts.length == 2 ? parts[1] : "");
    }
  }

  private static Properties properties(URI server) {
    var scheme = server.getScheme().toLowerCase(Locale.ROOT);
    var properties = new Properties();
    var prefix = "mail." + scheme + ".";
    properties.put(prefix + "host", server.getHost());
    if (server.getPort() > 0) {
      properties.put(prefix + "port", Integer.toString(server.getPort()));
    }
    properties.put(prefix + "connectiontimeout", MILLIS);
    properties.put(prefix + "timeout", MILLIS);
    properties.put(prefix + "writetimeout", MILLIS);
    properties.put(prefix + "starttls.enable", "true");
    properties.put(prefix + "ssl.checkserveridentity", "true");
    if (server.getUserInfo() != null) {
      properties.put(prefix + "auth", "true");
      properties.put(prefix + "starttls.required", Boolean.toString(scheme.equals("smtp")));
    }
    return properties;
  }

  private static MimeMessage mail(Session session, URI server, String to, Message message)
      throws MessagingException {
    var mail = new MimeMessage(session);
    mail.setFrom(new InternetAddress(from(server)));
    mail.setRecipient(RecipientType.TO, new InternetAddress(to, true));
    mail.setSubject(message.title().lines().findFirst().orElse(""), "UTF-8");
    mail.setSentDate(Date.from(message.at()));
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setText(message.text(), StandardCharsets.UTF_8.name());
    mail.saveChanges();
    mail.setHeader("Message-ID", "<" + message.id() + "@slipway>");
    return mail;
  }

  private static String from(URI server) {
    var query = server.getQuery();
    return query != null && query.startsWith("from=")
        ? query.substring("from=".length())
        : "slipway@" + server.getHost();
  }

  private static String firstLine(String text) {
    return String.valueOf(text).lines().findFirst().orElse("").strip();
  }
}
