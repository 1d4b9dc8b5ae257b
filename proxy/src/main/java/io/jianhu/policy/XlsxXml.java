package io.jianhu.policy;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Walks one XML part from element to element. A part with a document type or an entity of its own is refused. */
final class XlsxXml {
    private static final XMLInputFactory FACTORY = factory();

    private final String part;
    private final XMLStreamReader xml;

    XlsxXml(String part, byte[] bytes) throws BadTable {
        this.part = part;
        try {
            this.xml = FACTORY.createXMLStreamReader(new ByteArrayInputStream(bytes));
        } catch (XMLStreamException | RuntimeException malformed) {
            throw malformed();
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        return factory;
    }

    /** What was come upon. */
    enum Step {
        START,
        END,
        TEXT,
        DONE
    }

    Step next() throws BadTable {
        try {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        return Step.START;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        return Step.END;
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                        return Step.TEXT;
                    }
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new BadTable(part + ": a document type or an entity (expected: neither)");
                    default -> {
                        // Comments and instructions say nothing.
                    }
                }
            }
            return Step.DONE;
        } catch (XMLStreamException | RuntimeException malformed) {
            throw malformed();
        }
    }

    /** The name of the element that begins or ends, without its prefix. */
    String name() {
        return xml.getLocalName();
    }

    String text() {
        return xml.getText();
    }

    /** The attribute of this name, whatever its prefix, of the element that begins. */
    Optional<String> attribute(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return Optional.of(xml.getAttributeValue(i));
            }
        }
        return Optional.empty();
    }

    private BadTable malformed() {
        return new BadTable(part + ": not well-formed XML");
    }
}
