package io.jianhu;

import io.jianhu.disclose.Notices;
import io.jianhu.policy.Words;
import io.jianhu.robot.Vocabulary;
import io.jianhu.source.Folder;
import io.jianhu.source.Problems;
import java.util.Optional;
import java.util.Set;

/** What a directory's notices and {@code registry.yaml} define for its rules; what cannot be read accepts any word. */
record RuleWords(Optional<Notices> texts, Vocabulary vocabulary) implements Words {

    /** What is wrong in {@code registry.yaml} is for whoever compiles the registry to say. */
    static RuleWords of(Folder folder, Optional<Notices> texts) {
        return new RuleWords(texts, Vocabulary.read(folder, new Problems()));
    }

    @Override
    public boolean hasNotice(String id) {
        return texts.isEmpty() || texts.get().has(id);
    }

    @Override
    public Set<String> notices() {
        return texts.map(Notices::ids).orElse(Set.of());
    }

    @Override
    public Set<String> types() {
        return vocabulary.types().keySet();
    }

    @Override
    public Set<String> levels() {
        return vocabulary.levels().keySet();
    }
}
