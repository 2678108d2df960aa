package dev.slipway.web.site;

import dev.slipway.access.credentials.OpaqueSecret;
import dev.slipway.access.signon.Voucher;
import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.web.Paths;
import dev.slipway.web.view.Link;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * To the server that vouches for people, and back. A link leads there and no form: browsers hold a
 * page's form to our own address, wherever it is sent on to.
 */
final class SignOnDoor {
  private static final String BINDING = "sign-on";
  private static final String NEXT = "sign-on-next";

  private final Rooms rooms;
  private final Doors doors;

  SignOnDoor(Rooms rooms, Doors doors) {
    this.rooms = rooms;
    this.doors = doors;
  }

  static Link link(String title, String next) {
    return new Link(title, Paths.SIGN_ON + "?next=" + encoded(next));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  Answer start(Ask ask) {
    try {
      var start = rooms.access().signOn(known().settings()).start(ask.origin().visitor());
      // They come back from elsewhere: a strict cookie would stay behind.
      return Answer.goTo(start.address().toString())
          .with(Cookies.lax(ask, BINDING, start.binding().text()))
          .with(Cookies.lax(ask, NEXT, encoded(Doors.own(ask.query("next")))));
    } catch (ProblemException e) {
      return doors.again(ask, e.problem());
    }
  }

  Answer finish(Ask ask) {
    try {
      var settings = known().settings();
      var visitor = ask.origin().visitor();
      var binding = new OpaqueSecret(ask.cookies().getOrDefault(BINDING, ""));
      var back = URI.create(settings.callback() + "?" + query(ask.query()));
      var identity = rooms.access().signOn(settings).finish(back, binding, visitor);
      var person = rooms.access().vouchedAccounts(settings).accountOf(identity);
      var session = rooms.access().signIn().vouchedFor(person, "sign-on", visitor);
      var next = java.net.URLDecoder.decode(nextOf(ask), StandardCharsets.UTF_8);
      return doors
          .in(ask, session, next)
          .with(Cookies.gone(ask, BINDING))
          .with(Cookies.gone(ask, NEXT));
    } catch (ProblemException e) {
      return doors.again(ask, e.problem()).with(Cookies.gone(ask, BINDING));
    }
  }

  private static String nextOf(Ask ask) {
    var next = ask.cookies().getOrDefault(NEXT, "");
    return next.matches("([\\w.*+-]|%[0-9A-F]{2})*") ? next : "";
  }

  private static String query(Map<String, String> query) {
    return query.entrySet().stream()
        .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
        .collect(Collectors.joining("&"));
  }

  private Voucher.Known known() {
    return rooms
        .access()
        .voucher()
        .find()
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.NOT_FOUND,
                        "SLIP-8412",
                        "no other server vouches for people here",
                        "sign in with your password")
                    .exception());
  }
}
