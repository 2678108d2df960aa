package dev.slipway.postgres.mask;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a text reads as, when it reads as something that is somebody's. */
enum Personal {
  MAIL("a mail address"),
  CARD("a card number"),
  PHONE("a phone number"),
  BANK_ACCOUNT("a bank account"),
  KEY("a key or a password's hash");

  private static final Pattern MAIL_PATTERN =
      Pattern.compile("[\\w.+%-]{1,64}@((?:[A-Za-z0-9-]{1,63}\\.)+[A-Za-z]{2,24})\\b");
  private static final Pattern DIGITS =
      Pattern.compile("(?<![\\w.-])\\d(?:[ -]?\\d){11,18}(?![\\w-]|\\.\\d)");
  private static final Pattern PHONE_PATTERN =
      Pattern.compile(
          "(?<![\\w.:+-])(?:(?:\\+|00)[1-9]\\d{0,2}[ ()./-]{0,3}\\d(?:[ ()./-]{0,2}\\d){6,12}"
              + "|\\(?0[1-9]\\d{1,4}\\)?[ /-]{1,3}\\d(?:[ -]?\\d){4,9}"
              + "|\\(\\d{3}\\) ?\\d{3}-\\d{4}|\\d{3}[-.]\\d{3}[-.]\\d{4})(?![\\w:-]|\\.\\d)");
  private static final Pattern ACCOUNT =
      Pattern.compile("(?<!\\w)[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\\w)");
  private static final Pattern KEY_PATTERN =
      Pattern.compile(
          "-----BEGIN [A-Z ]*PRIVATE KEY-----"
              + "|\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"
              + "|\\b[sr]k_(?:live|test)_[0-9a-zA-Z]{16,}"
              + "|\\bgh[pousr]_[A-Za-z0-9]{30,}|\\bglpat-[\\w-]{20,}|\\bxox[abprs]-[\\w-]{10,}"
              + "|\\bAIza[\\w-]{35}|\\beyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\."
              + "|\\$2[abxy]\\$\\d\\d\\$[./A-Za-z0-9]{53}|\\$argon2(?:id|i|d)\\$|\\bpbkdf2_sha\\d+\\$");
  private static final Pattern ISSUERS =
      Pattern.compile(
          "4\\d{12}(?:\\d{3}){0,2}|5[1-5]\\d{14}|2[2-7]\\d{14}|3[47]\\d{13}|3(?:0[0-5]|[68]\\d)\\d{11}"
              + "|6(?:011|5\\d\\d)\\d{12}|35\\d{14}");

  private final String text;

  Personal(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  /** The first thing that it reads as. What masking puts there reads as nothing. */
  static Optional<Personal> find(String value) {
    if (value.indexOf('@') > 0 && isMail(MAIL_PATTERN.matcher(value))) {
      return Optional.of(MAIL);
    }
    if (KEY_PATTERN.matcher(value).find()) {
      return Optional.of(KEY);
    }
    if (hasDigits(value)) {
      if (isAccount(ACCOUNT.matcher(value))) {
        return Optional.of(BANK_ACCOUNT);
      }
      if (isCard(DIGITS.matcher(value))) {
        return Optional.of(CARD);
      }
      if (isPhone(PHONE_PATTERN.matcher(value))) {
        return Optional.of(PHONE);
      }
    }
    return Optional.empty();
  }

  private static boolean hasDigits(String value) {
    var count = 0;
    for (var i = 0; i < value.length(); i++) {
      if (value.charAt(i) >= '0' && value.charAt(i) <= '9' && ++count >= 7) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMail(Matcher matcher) {
    while (matcher.find()) {
      if (!matcher.group(1).endsWith(".invalid")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPhone(Matcher matcher) {
    while (matcher.find()) {
      if (!matcher.group().startsWith("+999")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCard(Matcher matcher) {
    while (matcher.find()) {
      var digits = matcher.group().replaceAll("\\D", "");
      if (ISSUERS.matcher(digits).matches() && passesLuhn(digits)) {
        return true;
      }
    }
    return false;
  }

  static boolean passesLuhn(String digits) {
    var sum = 0;
    for (var i = 0; i < digits.length(); i++) {
      var digit = digits.charAt(digits.length() - 1 - i) - '0';
      sum += i % 2 == 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    }
    return sum % 10 == 0;
  }

  private static boolean isAccount(Matcher matcher) {
    while (matcher.find()) {
      var account = matcher.group().replace(" ", "");
      if (account.length() >= 15 && account.length() <= 34 && passesModulo97(account)) {
        return true;
      }
    }
    return false;
  }

  private static boolean passesModulo97(String account) {
    var rest = 0;
    for (var c : (account.substring(4) + account.substring(0, 4)).toCharArray()) {
      var number = Character.digit(c, 36);
      rest = (number > 9 ? rest * 100 + number : rest * 10 + number) % 97;
    }
    return rest == 1;
  }
}
