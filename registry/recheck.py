"""What a migration adds when a list of codes or the limits of a number change."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Model


class Recheck(Operation):
    """Migration operation: the database checks these fields of a model as the model now declares them.

    Django alters the type of a column and never the check of a field of our own. The journal of the model
    loses its copy of the check: it repeats what was stored under the rule of its day.
    """

    reduces_to_sql = True
    reversible = False

    def __init__(self, model: str, fields: str) -> None:
        self.model, self.fields = model, fields

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__qualname__, [self.model, self.fields], {})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The state is changed by AlterField."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        model = to_state.apps.get_model(app_label, self.model)
        for name in self.fields.split():
            _drop(schema_editor, to_state.apps.get_model(app_label, f"{self.model}event"), name)
            _drop(schema_editor, model, name)
            column = model._meta.get_field(name).column
            editor: Any = schema_editor
            check = model._meta.get_field(name).db_parameters(editor.connection)["check"]
            constraint = editor._create_index_name(model._meta.db_table, [column], suffix="_check")
            editor.execute(editor._create_check_sql(model, constraint, check))

    def describe(self) -> str:
        return f"Check {self.fields} of {self.model} again"


def _drop(editor: Any, model: type[Model], name: str) -> None:
    column = model._meta.get_field(name).column  # type: ignore[union-attr]
    for constraint in editor._constraint_names(model, [column], check=True):
        editor.execute(editor._delete_check_sql(model, constraint))
