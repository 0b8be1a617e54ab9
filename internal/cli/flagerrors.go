package cli

import (
	"errors"

	"github.com/agnivade/levenshtein"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"noboru/internal/words"
)

// flagError says what pflag found wrong in the user's language.
func (r *run) flagError(cmd *cobra.Command, err error) error {
	var (
		unknown *pflag.NotExistError
		bare    *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
	)
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		return misuse("usage.unknown-flag", "flag", "-"+unknown.GetSpecifiedName())
	case errors.As(err, &unknown):
		name := unknown.GetSpecifiedName()
		if near := nearFlag(cmd, name); near != "" {
			return misuse("usage.unknown-flag-near", "flag", "--"+name, "near", "--"+near)
		}
		return misuse("usage.unknown-flag", "flag", "--"+name)
	case errors.As(err, &bare):
		return misuse("usage.bare-flag", "flag", "--"+bare.GetFlag().Name)
	case errors.As(err, &invalid):
		return wrongValue("--"+invalid.GetFlag().Name, invalid.GetValue(), takes(invalid.GetFlag().Value.Type()))
	}
	return err
}

// takes says what a flag of a type takes.
func takes(kind string) words.Message {
	switch kind {
	case "int":
		return words.M("takes.whole")
	case "duration":
		return words.M("takes.duration")
	case "bool":
		return words.M("takes.boolean")
	default:
		return words.M("takes.count")
	}
}

// nearFlag is the flag that a wrong name may mean: the nearest within two edits.
func nearFlag(cmd *cobra.Command, name string) string {
	near, least := "", 3
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if d := levenshtein.ComputeDistance(name, f.Name); d < least {
			near, least = f.Name, d
		}
	})
	return near
}
