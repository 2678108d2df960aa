package dev.slipway.delivery;

/** Whether the code of one release works on the schema that another one leaves. */
public sealed interface SchemaFit {

  /**
   * @param evidence such as "11 of 11 checks pass"
   */
  record Fits(String evidence) implements SchemaFit {}

  /**
   * @param reason such as "login: 500, column customer.name does not exist"
   */
  record Unfit(String reason) implements SchemaFit {}

  /** Nobody has tried it, which is not the same as fine. */
  record NotMeasured(String why) implements SchemaFit {}

  /** As a person reads it. */
  default String text() {
    return switch (this) {
      case Fits fits -> fits.evidence();
      case Unfit unfit -> unfit.reason();
      case NotMeasured unknown -> "not measured: " + unknown.why();
    };
  }
}
