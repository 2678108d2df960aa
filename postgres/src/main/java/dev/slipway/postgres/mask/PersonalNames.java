package dev.slipway.postgres.mask;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Columns that look personal by their name. */
final class PersonalNames {
  private static final Set<String> WORDS =
      Set.of(
          "email",
          "mail",
          "phone",
          "mobile",
          "telephone",
          "tel",
          "fax",
          "firstname",
          "lastname",
          "fullname",
          "surname",
          "forename",
          "givenname",
          "familyname",
          "nickname",
          "username",
          "login",
          "address",
          "street",
          "zip",
          "zipcode",
          "postcode",
          "postalcode",
          "city",
          "birth",
          "birthday",
          "birthdate",
          "dob",
          "ssn",
          "iban",
          "bic",
          "card",
          "pan",
          "cvv",
          "cvc",
          "passport",
          "taxid",
          "vat",
          "license",
          "licence",
          "salary",
          "gender",
          "religion",
          "nationality",
          "ip",
          "ipaddress",
          "password",
          "passwd",
          "secret",
          "token",
          "apikey",
          "credential",
          "credentials",
          "latitude",
          "longitude",
          "signature",
          "photo",
          "avatar");
  private static final Set<String> BEFORE_NAME =
      Set.of(
          "first",
          "last",
          "full",
          "given",
          "family",
          "maiden",
          "middle",
          "display",
          "user",
          "customer",
          "contact",
          "person",
          "owner",
          "employee",
          "member",
          "patient",
          "holder",
          "recipient",
          "billing",
          "shipping",
          "author",
          "guest",
          "client");
  private static final Set<String> PEOPLE =
      Set.of(
          "user",
          "users",
          "customer",
          "customers",
          "person",
          "persons",
          "people",
          "contact",
          "contacts",
          "employee",
          "employees",
          "member",
          "members",
          "patient",
          "patients",
          "guest",
          "guests",
          "client",
          "clients",
          "student",
          "students",
          "author",
          "authors");
  private static final Pattern BETWEEN = Pattern.compile("[_\\s-]+|(?<=[a-z0-9])(?=[A-Z])");

  private PersonalNames() {}

  /** Why the column looks personal; empty when it doesn't. */
  static Optional<String> reason(Column column) {
    if (column.isInteger() && column.name().matches("(?i)(.*_)?id")) {
      return Optional.empty();
    }
    var words = BETWEEN.split(column.name());
    for (var i = 0; i < words.length; i++) {
      var word = words[i].toLowerCase(Locale.ROOT);
      var joined = i == 0 ? word : words[i - 1].toLowerCase(Locale.ROOT) + word;
      if (WORDS.contains(word) || WORDS.contains(joined)) {
        return Optional.of("is called " + column.name());
      }
      if (word.equals("name")
          && ((i > 0 && BEFORE_NAME.contains(words[i - 1].toLowerCase(Locale.ROOT)))
              || (words.length == 1 && PEOPLE.contains(table(column))))) {
        return Optional.of("is called " + column.name());
      }
    }
    return Optional.empty();
  }

  private static String table(Column column) {
    return column.root().substring(column.root().indexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
