package cli

import (
	"errors"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// flagError says what pflag found wrong in the user's language.
func (a *app) flagError(_ *cobra.Command, err error) error {
	var (
		unknown *pflag.NotExistError
		bare    *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
	)
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		return misuse(words.FlagUnknown.In(a.lang), "-"+unknown.GetSpecifiedName())
	case errors.As(err, &unknown):
		return misuse(words.FlagUnknown.In(a.lang), "--"+unknown.GetSpecifiedName())
	case errors.As(err, &bare):
		return misuse(words.FlagBare.In(a.lang), "--"+bare.GetFlag().Name)
	case errors.As(err, &invalid):
		return misuse(words.GotWant.In(a.lang), "--"+invalid.GetFlag().Name, invalid.GetValue(), a.valueOf(invalid))
	}
	return &usageError{err}
}

// valueOf says what a flag takes.
func (a *app) valueOf(e *pflag.InvalidValueError) string {
	switch e.GetFlag().Value.Type() {
	case "int":
		return words.WantWhole.In(a.lang)
	case "uint64", "n":
		return words.WantCount.In(a.lang)
	case "duration":
		return words.WantDuration.In(a.lang)
	case "bool":
		return "true, false"
	}
	return e.GetFlag().Value.Type()
}
