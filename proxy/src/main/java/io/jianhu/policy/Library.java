package io.jianhu.policy;

import io.jianhu.source.Folder;
import io.jianhu.source.Problems;

/** What rules refer to by the path of a file. */
record Library(WordLists lists, Exemplars exemplars) {

    static Library read(Folder folder, Recall recall, Problems problems) {
        return new Library(WordLists.read(folder, recall, problems), Exemplars.read(folder, problems));
    }
}
