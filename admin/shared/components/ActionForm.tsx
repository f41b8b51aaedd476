import { Box, Button, Loader, MessageBox } from '@adminjs/design-system';
import { ApiClient, useNotice, useTranslation, type ActionProps, type RecordJSON } from 'adminjs';
import React, { useEffect, useRef, useState, type FC, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { FormInput, type FieldSpec } from './FormInput';
import { Consequences, type ConsequenceLine } from './Consequences';
import { useFormats } from './format';
import { inputOf, startingValues, type Typed } from './form-values';
import { PreviewPanel, type Preview } from './PreviewPanel';
import { saveFile, type NamedFile } from './save-file';
import { cardStyle, softText } from './styles';

interface Form {
  fields: FieldSpec[];
  consequences: ConsequenceLine[];
  expected: string | null;
  confirm: boolean;
  previews: boolean;
}

type FieldErrors = Record<string, { message: string } | undefined>;

interface Answer {
  record?: RecordJSON & { form?: Form; errors?: FieldErrors; preview?: Preview };
  notice?: { type: 'success' | 'error'; message: string; options?: Record<string, unknown> };
  redirectUrl?: string;
  revealed?: { value: string } | null;
  file?: NamedFile;
}

const api = new ApiClient();

/** What is wrong with an input: with the whole of it, or with one of its rows. */
function problemOf(errors: FieldErrors, name: string): { message: string; row?: number } | undefined {
  const whole = errors[name];
  if (whole) return whole;
  const [path = '', inner] = Object.entries(errors).find(([key]) => key.startsWith(`${name}.`)) ?? [];
  return inner && { message: inner.message, row: Number(path.split('.')[1]) + 1 };
}

/** Opens and submits the action, whether it belongs to a row or to the whole table. */
async function call({ action, resource, record }: ActionProps, data?: object): Promise<Answer> {
  const target = { resourceId: resource.id, actionName: action.name };
  const body = data ? { method: 'post' as const, data } : { method: 'get' as const };
  const response = record?.id
    ? await api.recordAction({ ...target, ...body, recordId: record.id })
    : await api.resourceAction({ ...target, ...body });
  return response.data as Answer;
}

/** A form that stands on a page instead of being one: the page decides what follows. */
interface Inline {
  inline?: { done: () => void; cancel: () => void };
}

/** The form of an action: says what will happen, asks what is needed, runs once, and reports what really happened. */
const ActionForm: FC<ActionProps & Inline> = (props) => {
  const { action, resource, record, inline } = props;
  const [form, setForm] = useState<Form | null>(null);
  const [typed, setTyped] = useState<Typed>({});
  const [errors, setErrors] = useState<FieldErrors>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [revealed, setRevealed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const sent = useRef(false);
  const navigate = useNavigate();
  const addNotice = useNotice();
  const { translateProperty, translateMessage, translateAction } = useTranslation();
  const { t } = useFormats();

  useEffect(() => {
    let left = false;
    call(props)
      .then((answer) => {
        if (left) return;
        if (answer.redirectUrl)
          return inline ? inline.done() : navigate(answer.redirectUrl, { replace: true });
        const opened = answer.record?.form ?? null;
        if (answer.notice)
          setProblem(translateMessage(answer.notice.message, resource.id, answer.notice.options));
        setForm(opened);
        setTyped(startingValues(opened?.fields ?? []));
      })
      .catch(() => setProblem(translateMessage('serviceAway')));
    return () => {
      left = true;
    };
  }, [action.name, resource.id, record?.id]);

  const finish = (answer: Answer) => {
    if (answer.notice) addNotice({ ...answer.notice, resourceId: resource.id });
    if (answer.file) saveFile(answer.file);
    if (answer.revealed?.value) return setRevealed(answer.revealed.value);
    if (inline) return inline.done();
    navigate(`${answer.redirectUrl ?? `/admin/resources/${resource.id}`}?refresh=true`);
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!form || sent.current) return;
    sent.current = true;
    setBusy(true);
    setProblem(null);
    try {
      const input = { ...inputOf(form.fields, typed), expected: form.expected };
      const confirmation = preview && { digest: preview.digest, token: preview.token };
      const answer = await call(props, confirmation ? { ...input, confirmation } : input);
      setPreview(answer.record?.preview ?? null);
      setErrors({});
      if (answer.record?.preview) return;
      if (answer.notice?.type === 'success' || answer.redirectUrl) return finish(answer);
      setErrors(answer.record?.errors ?? {});
      setProblem(
        translateMessage(answer.notice?.message ?? 'unexpectedError', resource.id, answer.notice?.options),
      );
    } catch {
      setProblem(translateMessage('serviceAway'));
    } finally {
      sent.current = false;
      setBusy(false);
    }
  };

  const leave = () => (inline ? inline.cancel() : navigate(-1));

  const label = () => {
    if (busy) return t('console.working');
    if (form?.previews && !preview) return t('preview.next');
    if (preview?.needsApproval) return t('preview.ask');
    return translateAction(action.name, resource.id);
  };

  if (!form) return problem ? <MessageBox message={problem} variant="danger" /> : <Loader />;
  if (revealed !== null) {
    return (
      <Box style={cardStyle} maxWidth={640}>
        <p style={softText}>{t('console.revealed')}</p>
        <p style={{ font: '20px/1.5 ui-monospace, Menlo, Consolas, monospace', overflowWrap: 'anywhere' }}>
          {revealed}
        </p>
        <Button mt="lg" onClick={() => navigate(-1)}>
          {t('console.back')}
        </Button>
      </Box>
    );
  }
  const help = t(`resources.${resource.id}.help.${action.name}`, { defaultValue: '' });
  return (
    <Box
      as="form"
      onSubmit={(event: FormEvent) => void submit(event)}
      style={inline ? {} : cardStyle}
      maxWidth={form.fields.some(({ input }) => input === 'bands') ? 960 : 720}
      noValidate={false}
    >
      {help && <p style={{ ...softText, marginBottom: 16, lineHeight: 1.5 }}>{help}</p>}
      <Consequences lines={form.consequences} resourceId={resource.id} />
      {problem && (
        <Box mb="lg" role="alert">
          <MessageBox message={problem} variant="danger" />
        </Box>
      )}
      {preview && <PreviewPanel preview={preview} />}
      {(preview ? [] : form.fields).map((field) => {
        const id = `form-${field.name}`;
        const error = problemOf(errors, field.name);
        const hint = t(`resources.${resource.id}.hints.${field.name}`, { defaultValue: '' });
        return (
          <Box mb="lg" key={field.name}>
            <label htmlFor={id} style={{ display: 'block', fontWeight: 600, fontSize: 14, marginBottom: 6 }}>
              {translateProperty(field.name, resource.id)}
              {field.required && <span style={{ color: '#b42318' }}> *</span>}
            </label>
            <FormInput
              field={field}
              id={id}
              value={typed[field.name] ?? ''}
              invalid={error !== undefined}
              describedBy={`${id}-note`}
              resourceId={resource.id}
              onChange={(value) => setTyped((now) => ({ ...now, [field.name]: value }))}
            />
            <div id={`${id}-note`} style={{ fontSize: 13, lineHeight: 1.5, marginTop: 4 }}>
              {error ? (
                <span style={{ color: '#b42318' }}>
                  {error.row !== undefined && `${t('console.in_row', { row: error.row })} `}
                  {translateMessage(error.message, resource.id)}
                </span>
              ) : (
                <span style={softText}>{hint}</span>
              )}
            </div>
          </Box>
        );
      })}
      <Box flex style={{ gap: 12 }} mt="xl">
        <Button
          type="submit"
          variant="contained"
          color={action.variant === 'danger' ? 'danger' : 'primary'}
          disabled={busy}
        >
          {label()}
        </Button>
        <Button
          type="button"
          variant="text"
          onClick={() => (preview ? setPreview(null) : leave())}
          disabled={busy}
        >
          {t(preview ? 'preview.change' : 'buttons.cancel')}
        </Button>
      </Box>
    </Box>
  );
};

export default ActionForm;
