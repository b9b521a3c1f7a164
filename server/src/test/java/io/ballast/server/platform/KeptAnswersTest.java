package io.ballast.server.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ballast.server.platform.KeptAnswers.Given;
import io.ballast.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Answers are made once, never of an older state than was asked for, and old ones say so. */
class KeptAnswersTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final SettableClock clock = SettableClock.at(Instant.parse("2026-03-01T00:00:00Z"));
  private final Queue<Runnable> behind = new ArrayDeque<>();
  private final AtomicLong version = new AtomicLong();
  private final AtomicInteger made = new AtomicInteger();
  private final KeptAnswers<String, String> answers =
      new KeptAnswers<>(behind::add, clock, 2, value -> 1);

  private Given<String> ask() {
    return answers.of("q", version::get, this::make);
  }

  private String make() {
    made.incrementAndGet();
    return "of " + version.get();
  }

  private static long micros(SettableClock clock) {
    return Times.now(clock);
  }

  /** As many changes in a row as make a stream. */
  private void stream() {
    Given<String> unused = ask();
    for (int i = 0; i < KeptAnswers.STREAM; i++) {
      version.incrementAndGet();
      assertThat(ask().value()).isEqualTo("of " + version.get());
    }
  }

  @Test
  void withoutChange_isMadeOnce() {
    assertThat(ask()).isEqualTo(new Given<>("of 0", micros(clock), false));
    clock.advance(Duration.ofDays(3));

    assertThat(ask().value()).isEqualTo("of 0");
    assertThat(ask().isOutdated()).isFalse();
    assertThat(made).hasValue(1);
  }

  @Test
  void afterAChangeThatComesAlone_theNewerOneIsWaitedFor() {
    for (int change = 0; change < 10; change++) {
      assertThat(ask()).isEqualTo(new Given<>("of " + change, micros(clock), false));
      version.incrementAndGet();
      clock.advance(KeptAnswers.OLDEST);
    }
    assertThat(behind).isEmpty();
  }

  @Test
  void ofAStream_theOldOneIsGivenWithItsTimeAndANewerOneIsMadeBehind() {
    stream();
    long asOf = micros(clock);
    version.incrementAndGet();
    clock.advance(Duration.ofSeconds(7));

    assertThat(ask()).isEqualTo(new Given<>("of 3", asOf, true));
    assertThat(ask().isOutdated()).isTrue();
    assertThat(behind).hasSize(1);
    behind.remove().run();

    assertThat(ask()).isEqualTo(new Given<>("of 4", micros(clock), false));
    assertThat(made).hasValue(5);
  }

  @Test
  void ofAStream_oneThatIsTooOldIsNotGiven() {
    stream();
    version.incrementAndGet();
    clock.advance(KeptAnswers.OLDEST);

    assertThat(ask().value()).isEqualTo("of 4");
  }

  @Test
  void ofAStreamWhoseAnswersTakeLong_onesAsOldAsFourMakingsAreGivenAndBetweenTwoIsAPause() {
    Duration long90 = Duration.ofSeconds(90);
    KeptAnswers<String, String> slow = new KeptAnswers<>(behind::add, clock, 2, value -> 1);
    for (int i = 0; i <= KeptAnswers.STREAM; i++) {
      version.incrementAndGet();
      String value = slow.of("q", version::get, () -> slowly(long90)).value();
      assertThat(value).isEqualTo("of " + version.get());
    }
    version.incrementAndGet();
    clock.advance(long90.dividedBy(2));

    assertThat(slow.of("q", version::get, this::make).isOutdated()).isTrue();
    assertThat(behind).isEmpty();
    clock.advance(long90.dividedBy(2));
    assertThat(slow.of("q", version::get, this::make).isOutdated()).isTrue();
    assertThat(behind).hasSize(1);
  }

  private String slowly(Duration time) {
    clock.advance(time);
    return make();
  }

  @Test
  void whoAsksWhileOneIsMade_waitsForItAndIsGivenTheSame() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Given<String>>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(
            threads.submit(
                () ->
                    answers.of(
                        "q",
                        version::get,
                        () -> {
                          begun.countDown();
                          await(goOn);
                          return make();
                        })));
      }
      begun.await();
      goOn.countDown();
      for (Future<Given<String>> one : all) {
        assertThat(one.get().value()).isEqualTo("of 0");
      }
      assertThat(made).hasValue(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whoAsksAfterAChangeWhileAnOlderOneIsMade_isNotGivenThat() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Given<String>> first =
          threads.submit(
              () ->
                  answers.of(
                      "q",
                      version::get,
                      () -> {
                        String value = make();
                        begun.countDown();
                        await(goOn);
                        return value;
                      }));
      begun.await();
      version.incrementAndGet();
      Future<Given<String>> second = threads.submit(this::ask);
      goOn.countDown();

      assertThat(first.get().value()).isEqualTo("of 0");
      assertThat(second.get().value()).isEqualTo("of 1");
    } finally {
      threads.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatMakingThrows_isThrownToAllWhoWaitAndTheNextTriesAgain() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Given<String>>> both = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        both.add(
            threads.submit(
                () ->
                    answers.of(
                        "q",
                        version::get,
                        () -> {
                          begun.countDown();
                          await(goOn);
                          throw new IllegalArgumentException("no column");
                        })));
      }
      begun.await();
      goOn.countDown();
      for (Future<Given<String>> one : both) {
        assertThatExceptionOfType(ExecutionException.class)
            .isThrownBy(one::get)
            .withCauseInstanceOf(IllegalArgumentException.class);
      }
      assertThat(ask().value()).isEqualTo("of 0");
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whatFailsBehind_leavesTheOldOneAndIsTriedAgain() {
    stream();
    version.incrementAndGet();
    assertThat(
            answers
                .of(
                    "q",
                    version::get,
                    () -> {
                      throw new IllegalStateException("closed");
                    })
                .value())
        .isEqualTo("of 3");
    behind.remove().run();

    assertThat(ask().value()).isEqualTo("of 3");
    behind.remove().run();
    assertThat(ask().value()).isEqualTo("of 4");
  }

  private Optional<Given<String>> within(Duration most) {
    return answers.within(most, "q", version::get, this::make);
  }

  @Test
  void withinNoTime_givesWhatIsThereAndHasTheRestMadeBehind() {
    assertThat(within(Duration.ZERO)).isEmpty();
    assertThat(within(Duration.ZERO)).isEmpty();
    assertThat(behind).hasSize(1);
    behind.remove().run();
    long asOf = micros(clock);

    assertThat(within(Duration.ZERO)).hasValue(new Given<>("of 0", asOf, false));
    version.incrementAndGet();
    clock.advance(Duration.ofSeconds(5));
    assertThat(within(Duration.ZERO)).hasValue(new Given<>("of 0", asOf, true));
    behind.remove().run();
    assertThat(within(Duration.ZERO)).hasValue(new Given<>("of 1", micros(clock), false));
    assertThat(made).hasValue(2);
  }

  @Test
  void within_waitsForTheNewerOneAndThrowsWhatMakingItThrows() {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      KeptAnswers<String, String> waited = new KeptAnswers<>(thread, clock, 2, value -> 1);
      for (int change = 0; change < KeptAnswers.STREAM; change++) {
        assertThat(waited.within(LONG, "q", version::get, this::make))
            .hasValue(new Given<>("of " + change, micros(clock), false));
        version.incrementAndGet();
      }
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  waited.within(
                      LONG,
                      "other",
                      version::get,
                      () -> {
                        throw new IllegalArgumentException("no column");
                      }))
          .withMessage("no column");
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void within_ofOneThatTookSeconds_waitsForNobodyUntilItIsOld() {
    Duration seconds = Duration.ofSeconds(5);
    assertThat(answers.within(Duration.ZERO, "q", version::get, () -> slowly(seconds))).isEmpty();
    behind.remove().run();
    version.incrementAndGet();
    clock.advance(seconds);

    assertThat(within(LONG).orElseThrow().isOutdated()).isTrue();
    behind.remove().run();
    assertThat(within(LONG)).hasValue(new Given<>("of 1", micros(clock), false));
  }

  @Test
  void within_ofAStream_waitsForNobody() {
    stream();
    long asOf = micros(clock);
    version.incrementAndGet();
    clock.advance(Duration.ofSeconds(7));

    assertThat(within(LONG)).hasValue(new Given<>("of 3", asOf, true));
    assertThat(behind).hasSize(1);
  }

  @Test
  void beyondTheWeight_thoseAskedForLongestAgoGo() {
    for (String key : List.of("a", "b", "a", "c", "a", "b")) {
      Given<String> unused = answers.of(key, version::get, this::make);
    }
    // a, b and c, and b again: it was the one that had to go.
    assertThat(made).hasValue(4);
  }
}
