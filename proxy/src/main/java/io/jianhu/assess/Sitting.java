package io.jianhu.assess;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Asks many questions, some at a time, and keeps each result as it comes. */
public final class Sitting {

    private final Examiner examiner;
    private final int concurrency;

    /**
     * A sitting that has not begun.
     *
     * @param concurrency how many questions are under way at once, 1 or more
     */
    public Sitting(Examiner examiner, int concurrency) {
        this.examiner = examiner;
        this.concurrency = concurrency;
    }

    /** Takes a result as soon as it is there; called by many threads. */
    public interface Keeper {
        void keep(Result result) throws IOException;
    }

    /** Which questions are still open; those without a whole answer are asked again. */
    public static List<Question> open(List<Question> questions, Map<String, Result> known) {
        return questions.stream()
                .filter(question -> {
                    Result result = known.get(question.id());
                    return result == null || result.outcome() == Outcome.FAILED;
                })
                .toList();
    }

    /**
     * Asks all that are open.
     *
     * @return the results of all questions, by id in their order
     * @throws IOException when a result could not be kept; nothing more is asked then
     */
    public Map<String, Result> hold(List<Question> questions, Map<String, Result> known, Keeper keeper)
            throws IOException, InterruptedException, Examiner.PolicyChanged {
        Map<String, Result> results = new ConcurrentHashMap<>(known);
        ConcurrentLinkedQueue<Question> waiting = new ConcurrentLinkedQueue<>(open(questions, known));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            ExecutorCompletionService<Boolean> workers = new ExecutorCompletionService<>(threads);
            int started = Math.min(concurrency, waiting.size());
            for (int i = 0; i < started; i++) {
                workers.submit(() -> work(waiting, results, keeper));
            }
            for (int ended = 0; ended < started; ended++) {
                workers.take().get();
            }
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            threads.shutdownNow();
            threads.close();
        }
        Map<String, Result> ordered = new LinkedHashMap<>();
        for (Question question : questions) {
            Result result = results.get(question.id());
            if (result == null) {
                throw new IllegalStateException("not asked: " + question.id());
            }
            ordered.put(question.id(), result);
        }
        return ordered;
    }

    private boolean work(ConcurrentLinkedQueue<Question> waiting, Map<String, Result> results, Keeper keeper)
            throws IOException, InterruptedException, Examiner.PolicyChanged {
        for (Question question = waiting.poll(); question != null; question = waiting.poll()) {
            Result result = examiner.examine(question);
            keeper.keep(result);
            results.put(result.question(), result);
        }
        return true;
    }

    /** What ended a worker, thrown as it was; what only a bug can cause is returned. */
    private static IllegalStateException failure(@Nullable Throwable cause)
            throws IOException, InterruptedException, Examiner.PolicyChanged {
        if (cause instanceof IOException lost) {
            throw lost;
        }
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (cause instanceof Examiner.PolicyChanged changed) {
            throw changed;
        }
        return new IllegalStateException("an assessment broke", cause);
    }
}
