package io.jianhu.admin;

import io.jianhu.chat.Event;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A queue in memory that tells of each move. */
final class FakeQueue implements Queue {

    final Map<String, Case> cases = Collections.synchronizedMap(new LinkedHashMap<>());
    Consumer<Event> moved = event -> {};

    void add(Case added) {
        cases.put(added.ticket().name(), added);
        tell(added.ticket());
    }

    private void tell(Ticket ticket) {
        moved.accept(new Event.Moved(
                Instant.EPOCH, ticket.robot(), ticket.name(), ticket.state(), "system", Optional.empty()));
    }

    @Override
    public List<Ticket> list() {
        synchronized (cases) {
            return cases.values().stream().map(Case::ticket).toList();
        }
    }

    @Override
    public Optional<Case> find(String name) {
        return Optional.ofNullable(cases.get(name));
    }

    @Override
    public Outcome claim(String name, long version, String guardian) {
        return command(name, version, it -> with(it, "claimed", true, Optional.of(guardian), it.answer()));
    }

    @Override
    public Outcome answer(String name, long version, String guardian, String text) {
        Case before = cases.get(name);
        if (before != null && before.ticket().holder().filter(guardian::equals).isEmpty()) {
            return new Outcome.NotAllowed("ticket: not claimed (expected: claimed by " + guardian + ")");
        }
        return command(
                name, version, it -> with(it, "answered", true, it.ticket().holder(), Optional.of(text)));
    }

    @Override
    public Outcome close(String name, long version, String guardian, String reason) {
        return command(
                name, version, it -> with(it, "closed", false, it.ticket().holder(), it.answer()));
    }

    private Outcome command(String name, long version, UnaryOperator<Case> change) {
        Case before = cases.get(name);
        if (before == null) {
            return new Outcome.Unknown();
        }
        if (before.ticket().version() != version) {
            return new Outcome.Clash(before.ticket());
        }
        Case after = change.apply(before);
        cases.put(name, after);
        tell(after.ticket());
        return new Outcome.Done(after.ticket());
    }

    private static Case with(
            Case before, String state, boolean open, Optional<String> holder, Optional<String> answer) {
        Ticket it = before.ticket();
        Ticket after = new Ticket(
                it.name(),
                it.robot(),
                state,
                open,
                it.severity(),
                it.rules(),
                it.opened(),
                it.due(),
                holder,
                it.version() + 1);
        return new Case(after, before.transcript(), answer);
    }
}
