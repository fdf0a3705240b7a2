package io.argobuild.core.expression.golang;

import java.util.function.LongConsumer;

/** A text that tells how often one of its characters is looked at. */
final class MeteredText implements CharSequence {
  private static final int INTERVAL = 256;

  private final String text;
  private final int weight;
  private final LongConsumer work;
  private int looks;

  /**
   * @param weight steps for each character looked at
   * @param work told the steps from time to time
   */
  MeteredText(String text, int weight, LongConsumer work) {
    this.text = text;
    this.weight = weight;
    this.work = work;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (++looks == INTERVAL) {
      looks = 0;
      work.accept((long) INTERVAL * weight);
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
