package io.jianhu;

import io.jianhu.admin.PolicyState;
import io.jianhu.flow.Edition;
import io.jianhu.release.Reloader;
import io.jianhu.source.Problem;
import java.util.List;

/** What the operators' pages show of the rooms they do not see. */
final class Views {

    private Views() {}

    static PolicyState policy(Reloader<Edition> reloader) {
        Reloader.Status status = reloader.status();
        return new PolicyState(
                status.revision(),
                status.acceptedAt(),
                reloader.current().rulebook().rules(),
                troubles(status.lastProblems()),
                new PolicyState.Course(
                        status.source(),
                        status.serial(),
                        status.previous(),
                        status.rolledBackFrom(),
                        status.lastAttemptAt()));
    }

    private static List<PolicyState.Trouble> troubles(List<Problem> problems) {
        return problems.stream()
                .map(problem ->
                        new PolicyState.Trouble(problem.file(), problem.line(), problem.column(), problem.message()))
                .toList();
    }
}
