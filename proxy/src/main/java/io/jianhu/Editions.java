package io.jianhu;

import io.jianhu.api.Apis;
import io.jianhu.assess.Banks;
import io.jianhu.disclose.Notices;
import io.jianhu.flow.Edition;
import io.jianhu.mask.Identifiers;
import io.jianhu.matrix.Matrix;
import io.jianhu.policy.Rulebook;
import io.jianhu.policy.Workshop;
import io.jianhu.release.PolicyFolder;
import io.jianhu.robot.Duty;
import io.jianhu.robot.Registry;
import io.jianhu.robot.Words;
import io.jianhu.source.Compilation;
import io.jianhu.source.Folder;
import io.jianhu.source.Problems;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Compiles a policy directory into one edition, whole or not at all.
 *
 * @param clock tells the day on which exceptions are looked at
 * @param overlay what is changed in the registry that the directory describes; the demo adds its client here
 * @param workshop makes one rulebook after the other
 */
record Editions(UnaryOperator<Registry> overlay, InstantSource clock, Workshop workshop)
        implements Function<Folder, Compilation<Edition>> {

    /** What robots may name that other rooms define. */
    static final Words WORDS = new Words(Apis.servers(), Identifiers.kinds());

    Editions(UnaryOperator<Registry> overlay, InstantSource clock) {
        this(overlay, clock, new Workshop());
    }

    @Override
    public Compilation<Edition> apply(Folder folder) {
        Problems problems = new Problems();
        Optional<Notices> notices = Notices.compile(folder, problems);
        Optional<Rulebook> rulebook = workshop.compile(
                folder, RuleWords.of(folder, notices), LocalDate.ofInstant(clock.instant(), Duty.ZONE), problems);
        Optional<Registry> registry = Registry.compile(folder, problems, WORDS);
        notices.ifPresent(texts -> registry.ifPresent(known -> texts.check(known.notices(), problems)));
        Banks.read(folder, problems); // checked with the rest, and not kept
        Matrix.check(folder, problems);
        if (notices.isEmpty() || rulebook.isEmpty() || registry.isEmpty() || !problems.isEmpty()) {
            return new Compilation.Rejected<>(problems.list());
        }
        return new Compilation.Compiled<>(new Edition(
                PolicyFolder.revision(folder), rulebook.get(), notices.get(), overlay.apply(registry.get())));
    }
}
