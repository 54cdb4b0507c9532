package io.beltline.exporter.loki;

/** Is told what becomes of labels that cannot be labels. */
interface LabelLosses {
  /** Tells nobody: for records that are planned for the second time. */
  LabelLosses TOLD =
      new LabelLosses() {
        @Override
        public void demoted(String label, Demoted reason) {}

        @Override
        public void lost(String label) {}

        @Override
        public void unlabelled() {}
      };

  /** Why a label became structured metadata. */
  enum Demoted {
    /** The label has too many values. */
    VALUES("has more values than limits::max_label_values"),
    /** The tenant has too many streams. */
    STREAMS("has the most values of a tenant with limits::max_streams streams"),
    /** The stream has too many labels. */
    LABELS("is one more than limits::max_labels"),
    /** The name or the value is too long. */
    LENGTH("is longer than limits::max_label_name_length or max_label_value_length"),
    /** There are too many labels of other names. */
    NAMES("is one of more than 1,000 names of labels of a tenant");

    private final String words;

    Demoted(String words) {
      this.words = words;
    }

    /** The reason, behind the label. */
    String words() {
      return words;
    }
  }

  /** A label becomes structured metadata. */
  void demoted(String label, Demoted reason);

  /** A label that should have become structured metadata found no room there nor in the line. */
  void lost(String label);

  /** A record has no label. */
  void unlabelled();
}
