package loader

// Way is one of the readings between which a fault leaves the choice: an option of that name, and its value.
type Way struct{ Option, Value string }

// The options that a way can be.
const (
	WayEncoding = "encoding"
	WayForm     = "form"
	WayBlank    = "blank"
)

// Ways are the readings between which a person must choose; nil where the file itself is to be mended.
func (f *Fault) Ways() []Way {
	text := func(name string) string {
		s, _ := f.Values.Get(name).(string)
		return s
	}
	switch f.Kind {
	case kindEncodingDoubt:
		return []Way{{WayEncoding, text("first")}, {WayEncoding, text("second")}}
	case kindShapeDoubt:
		return []Way{{WayForm, text("firstForm")}, {WayForm, text("secondForm")}}
	case kindBlankCells, kindMissingNumber:
		if f.Row > 0 || f.Kind == kindBlankCells { // not of a manifest
			return []Way{{WayBlank, blankZero}, {WayBlank, blankLeaveOut}}
		}
	}
	return nil
}

// With is the options with a way taken.
func (o Options) With(w Way) Options {
	switch w.Option {
	case WayEncoding:
		o.Encoding = w.Value
	case WayForm:
		o.Form = w.Value
	case WayBlank:
		o.Blank = w.Value
	}
	return o
}
