package cli

import (
	"errors"

	messages "noboru/internal/words"
	"noboru/store"
)

// storeMessage says in the user's language what went wrong with a store; other errors it returns as
// they are.
func (a *app) storeMessage(err error) error {
	var stored *store.Error
	if !errors.As(err, &stored) {
		return err
	}
	return errors.New(messages.Say(a.lang, "store."+stored.Code, stored.Values...))
}
