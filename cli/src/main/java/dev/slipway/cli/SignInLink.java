package dev.slipway.cli;

import dev.slipway.kit.ProblemException;
import dev.slipway.protocol.access.OneTimeLink;

/** Whether a one-time sign-in link is shown beside the address of a page. */
enum SignInLink {
  NONE,
  ONCE;

  /** To stand behind an address; nothing for who may not make one, such as a token. */
  String beside(ApiClient api, String page) {
    if (this == NONE) {
      return "";
    }
    try {
      return "   (one-time sign-in link: " + make(api, page) + ")";
    } catch (ProblemException notTheOwner) {
      return "";
    }
  }

  static String make(ApiClient api, String page) {
    var link = api.post("/v1/sign-in-link", null, OneTimeLink.class);
    return link.url() + "&next=" + page;
  }
}
