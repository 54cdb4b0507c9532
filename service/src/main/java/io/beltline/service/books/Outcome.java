package io.beltline.service.books;

/** What became of items, as the label {@code outcome} of {@code beltline_ledger_items}. */
enum Outcome {
  ACCEPTED("accepted"),
  REFUSED("refused"),
  REPEATED("repeated"),
  CREATED("created"),
  FILTERED("filtered"),
  SAMPLED_OUT("sampled_out"),
  DROPPED("dropped"),
  HANDED("handed_on");

  private final String label;

  Outcome(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
