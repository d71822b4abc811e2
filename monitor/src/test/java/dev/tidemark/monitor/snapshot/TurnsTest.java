package dev.tidemark.monitor.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns();
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @AfterEach
    void end() {
        mayEnd.countDown();
        turns.end(() -> {});
    }

    private Answer slow() {
        try {
            assertThat(mayEnd.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return Answer.of(json -> json.writeNumberProperty("n", 1));
    }

    private Answer awaited(String question) {
        Answer answer = turns.ask(question, this::slow);
        for (int i = 0; i < 1000 && answer.status() == 202; i++) {
            answer = turns.ask(question, this::slow);
        }
        return answer;
    }

    @Test
    void who_waits_too_long_is_told_so_and_finds_the_answer_when_asking_again() {
        assertThat(turns.ask("why", this::slow)).isEqualTo(Answer.working());

        mayEnd.countDown();

        assertThat(awaited("why").json()).isEqualTo("{\"n\":1}");
    }

    @Test
    void too_many_questions_at_once_are_refused() {
        for (int i = 0; i < 16; i++) {
            turns.ask("question " + i, this::slow);
        }

        assertThatThrownBy(() -> turns.ask("one more", this::slow))
                .hasMessage("too many questions at once about this snapshot");
        assertThat(turns.ask("question 0", this::slow).status()).isEqualTo(202);

        mayEnd.countDown();
        assertThat(awaited("question 15").status()).isEqualTo(200);
        assertThat(awaited("one more").status()).isEqualTo(200);
    }

    @Test
    void a_question_that_is_refused_is_refused_again() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() ->
                            turns.ask(
                                    "nonsense",
                                    () -> {
                                        throw new Question.Refused(404, "there is no nonsense");
                                    }))
                    .isInstanceOf(Question.Refused.class)
                    .hasMessage("there is no nonsense");
        }
    }
}
