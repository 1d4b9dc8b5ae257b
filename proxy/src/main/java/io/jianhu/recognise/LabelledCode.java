package io.jianhu.recognise;

/** A code without a check digit, which counts only behind its label. */
final class LabelledCode implements Recogniser {

    private final Kind kind;
    private final Labels labels;
    private final Shape shape;

    LabelledCode(Kind kind, Labels labels, Shape shape) {
        this.kind = kind;
        this.labels = labels;
        this.shape = shape;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String firsts() {
        return shape.firsts();
    }

    @Override
    public int least() {
        return shape.least();
    }

    @Override
    public Match match(Stretch stretch, int from) {
        int end = shape.match(stretch, from);
        return end >= 0 && labels.before(stretch, from) ? new Match(end, Evidence.LABELLED) : Match.NONE;
    }
}
