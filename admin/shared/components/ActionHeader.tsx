import { Badge, Box, ButtonGroup, cssClass } from '@adminjs/design-system';
import {
  actionHref,
  useFilterDrawer,
  useTranslation,
  type ActionHeaderProps,
  type ActionJSON,
} from 'adminjs';
import React, { type FC, type MouseEvent } from 'react';
import { useNavigate } from 'react-router';
import Breadcrumbs from './Breadcrumbs';
import { LiveMark } from './LiveMark';
import { PendingBadges, type Pending } from './PendingBadge';
import { useFormats } from './format';
import { useFreshRecord } from './fresh-record';
import { usePageTitle } from './page-title';
import { unseen } from './styles';

type Buttons = NonNullable<Parameters<typeof ButtonGroup>[0]['buttons']>;

/** What may be done from here: the other actions of the row, or adding to the list. */
function actionsOf({ resource, record, action }: ActionHeaderProps): ActionJSON[] {
  if (record) {
    const others = record.recordActions.filter(({ name }) => name !== action.name);
    return action.name === 'show' ? others.filter(({ custom }) => !custom['inPage']) : [];
  }
  return resource.resourceActions.filter(({ name }) => name === 'new' && action.name !== 'new');
}

/** What the page is called: the row by its kind and name, otherwise what is being done. */
function useTitles({ resource, record, action }: ActionHeaderProps): { heading: string; tab: string } {
  const { translateAction } = useTranslation();
  const { nameOf } = useFormats();
  const deed = translateAction(action.label, resource.id);
  const row = record ? nameOf(resource.id, record.title) : null;
  if (row && action.name === 'show') return { heading: row, tab: row };
  return { heading: deed, tab: row ? `${deed} – ${row}` : deed };
}

function useButtons(props: ActionHeaderProps): Buttons {
  const { resource, record, toggleFilter: hasFilters } = props;
  const { translateAction, translateButton } = useTranslation();
  const { toggleFilter, filtersCount } = useFilterDrawer();
  const navigate = useNavigate();
  const buttons: Buttons = actionsOf(props).map((action) => {
    const href = actionHref(action, { resourceId: resource.id, recordId: record?.id }) ?? undefined;
    return {
      icon: action.icon,
      label: translateAction(action.label, resource.id),
      variant: action.variant,
      href,
      onClick: (event: MouseEvent) => {
        event.preventDefault();
        if (href) navigate(href);
      },
      'data-testid': `action-${action.name}`,
    };
  });
  if (!hasFilters) return buttons;
  const label = filtersCount > 0 ? 'filterActive' : 'filter';
  const filter = { icon: 'Filter', label: translateButton(label, resource.id, { count: filtersCount }) };
  return [...buttons, { ...filter, onClick: toggleFilter }];
}

/** Where the person is, what the page is about, and what can be done; keeps the page of a sale up to date. */
const ActionHeader: FC<ActionHeaderProps> = (props) => {
  const { resource, record, action, tag, omitActions } = props;
  const { t, word } = useFormats();
  const { heading, tab } = useTitles(props);
  const buttons = useButtons(props);
  const { follows, live, moved } = useFreshRecord(props);
  usePageTitle(tab);
  return (
    <Box className={cssClass('ActionHeader')} pb="lg">
      <Breadcrumbs resource={resource} actionName={action.name} record={record} />
      <Box
        flex
        style={{ flexWrap: 'wrap', alignItems: 'center', gap: '12px 16px', marginTop: 16, minHeight: 40 }}
      >
        <h1 style={{ fontSize: 24, fontWeight: 700, lineHeight: 1.25, overflowWrap: 'anywhere' }}>
          {heading}{' '}
          {tag && (
            <Badge variant="default" outline ml="default">
              {tag}
            </Badge>
          )}
        </h1>
        <PendingBadges pending={(record as { pending?: Pending[] } | undefined)?.pending ?? []} />
        {follows && <LiveMark live={live} />}
        <p aria-live="polite" style={unseen}>
          {moved && t('console.moved', { name: heading, state: word(moved, resource.id) })}
        </p>
        {!omitActions && (
          <Box data-css="page-actions" style={{ marginLeft: 'auto' }}>
            <ButtonGroup buttons={buttons} />
          </Box>
        )}
      </Box>
    </Box>
  );
};

export default ActionHeader;
