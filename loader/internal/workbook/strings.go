package workbook

// readStrings reads the texts that cells share. Readings of kanji (phonetic runs) are no text.
func (b *Book) readStrings(part string) error {
	var text []byte
	reading, inText := false, false
	return b.parse(part, func(x *reader) error {
		switch {
		case x.start && x.name == "si":
			text = text[:0]
		case x.start && x.name == "rPh":
			reading = !x.end
		case x.end && x.name == "rPh":
			reading = false
		case x.start && x.name == "t":
			inText = !x.end
		case x.end && x.name == "t":
			inText = false
		case x.text != nil && inText && !reading:
			text = append(text, x.text...)
		}
		if x.end && x.name == "si" {
			b.strings = append(b.strings, string(text))
			if len(b.strings) > b.limits.Cells {
				return ErrTooLarge
			}
		}
		return nil
	})
}
