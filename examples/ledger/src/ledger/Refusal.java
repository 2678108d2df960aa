package ledger;

/** Why a request is not granted, with the status that says so. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  Refusal(int status, String reason) {
    super(reason);
    this.status = status;
  }

  int status() {
    return status;
  }
}
